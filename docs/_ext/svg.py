"""A drawing as SVG text: shapes with classes, whose colours the style sheet gives, so that they follow light and dark."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape

Point = tuple[float, float]


class Drawing:
    """Shapes on a canvas of a width and a height, and what they show, in words, for those who do not see them.

    >>> Drawing(10, 10, "a line").line((0, 0), (10, 0), "axis").text((5, 5), "m³").svg().count("<")
    7
    """

    def __init__(self, width: float, height: float, label: str) -> None:
        self.width, self.height, self.label = width, height, label
        self._shapes: list[str] = []

    def line(self, start: Point, end: Point, kind: str) -> Drawing:
        """Draw a straight line."""
        return self.path([start, end], kind)

    def path(self, points: Iterable[Point], kind: str) -> Drawing:
        """Draw a line through points."""
        listed = " ".join(f"{x:.1f},{y:.1f}" for x, y in points)
        return self._add(f'<polyline points="{listed}" class="{kind}"/>')

    def arrow(self, start: Point, end: Point, kind: str, head: str) -> Drawing:
        """Draw a straight line with a head at its end."""
        (x0, y0), (x1, y1) = start, end
        length = ((x1 - x0) ** 2 + (y1 - y0) ** 2) ** 0.5 or 1
        ux, uy = (x1 - x0) / length, (y1 - y0) / length
        bx, by = x1 - 9 * ux, y1 - 9 * uy
        corners = [(x1, y1), (bx - 4 * uy, by + 4 * ux), (bx + 4 * uy, by - 4 * ux)]
        listed = " ".join(f"{x:.1f},{y:.1f}" for x, y in corners)
        return self.line(start, (bx, by), kind)._add(f'<polygon points="{listed}" class="{head}"/>')

    def rect(self, at: Point, width: float, height: float, kind: str, *, round_by: float = 0) -> Drawing:
        """Draw a rectangle from its upper left corner."""
        x, y = at
        corner = f' rx="{round_by:g}"' if round_by else ""
        return self._add(
            f'<rect x="{x:.1f}" y="{y:.1f}" width="{max(width, 0):.1f}" height="{max(height, 0):.1f}"{corner} class="{kind}"/>'
        )

    def dot(self, at: Point, kind: str, radius: float = 4) -> Drawing:
        """Draw a dot."""
        return self._add(f'<circle cx="{at[0]:.1f}" cy="{at[1]:.1f}" r="{radius:g}" class="{kind}"/>')

    def text(self, at: Point, content: str, kind: str = "", *, anchor: str = "middle") -> Drawing:
        """Write a text: ``anchor`` is start, middle or end."""
        named = f' class="{kind}"' if kind else ""
        place = f'x="{at[0]:.1f}" y="{at[1]:.1f}" text-anchor="{anchor}"'
        return self._add(f"<text {place}{named}>{escape(content)}</text>")

    def svg(self) -> str:
        """Return the drawing."""
        label = escape(self.label, quote=True)
        head = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {self.width:g} {self.height:g}" role="img" aria-label="{label}">'
        return f"{head}<title>{escape(self.label)}</title>{''.join(self._shapes)}</svg>"

    def _add(self, shape: str) -> Drawing:
        self._shapes.append(shape)
        return self
