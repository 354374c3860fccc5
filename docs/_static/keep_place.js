/* A switch of language keeps the section and the words searched for: anchors of indicators and sections are the same in both. */
document.addEventListener("DOMContentLoaded", () => {
  for (const link of document.querySelectorAll(".site-languages a")) {
    link.addEventListener("click", () => {
      const to = new URL(link.href);
      to.search = window.location.search;
      to.hash = window.location.hash;
      link.href = to.href;
    });
  }
});
