// How search results are ordered: an object that is called what was asked for comes first, then those whose name begins
// with it, the shorter name before the longer. All else is as Sphinx has it.
var Scorer = {
  objNameMatch: 11,
  objPartialMatch: 6,
  objPrio: { 0: 15, 1: 5, 2: -5 },
  objPrioDefault: 0,
  title: 15,
  partialTitle: 7,
  term: 5,
  partialTerm: 2,
  score: ([, title, , , score, , kind]) => {
    const asked = (new URLSearchParams(window.location.search).get("q") || "").trim().toLowerCase();
    const name = title.toLowerCase();
    if (kind !== "object" || !asked || !name.includes(asked)) return score;
    return score + (name.startsWith(asked) ? 20 : 10) + asked.length / name.length;
  },
};
