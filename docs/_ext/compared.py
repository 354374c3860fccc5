"""What the benchmark measured, as a picture and a table in the language of the build; read from the page that it writes."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import attrs
from docutils import nodes
from sphinx.util.docutils import SphinxDirective
from svg import Drawing

if TYPE_CHECKING:
    from collections.abc import Iterator

REPORT = Path(__file__).parents[1] / "benchmarks.md"


@attrs.frozen
class Case:
    """One row of the report: a task, a rival, the times of both, and ours over theirs."""

    task: str
    rows: str
    ours: str
    rival: str
    theirs: str
    ratio: float


#: the tasks and rivals that are compared, as the report names them -> in Chinese
TASKS = {
    "60 columns, polars": "60列，polars",
    "60 columns, pandas": "60列，pandas",
    "60 columns, DuckDB": "60列，DuckDB",
    "40 rows, 60 formulas, polars": "40行，60个公式，polars",
    "40 rows, 60 formulas, mappings to quantities": "40行，60个公式，映射到带单位的量",
    "1 row, 60 formulas, a mapping": "1行，60个公式，映射",
    "one value, floats, guarded": "一个值，浮点数，有守卫",
    "one value, quantities in and out": "一个值，带单位进出",
    "同比 of 20 columns, 2 % of months missing, rows shuffled": "20列同比，缺2%的月份，行序打乱",
    "mean of the peers, 20 columns, by parent": "20列同组平均，按上级分组",
}
RIVALS = {
    "polars by hand, level by level": "手写 polars，逐层",
    "polars by hand, expressions kept": "手写 polars，表达式复用",
    "polars self-join by hand": "手写 polars 自连接",
    "polars group_by and join by hand": "手写 polars 分组再连接",
    "pint": "pint",
    "pint-pandas": "pint-pandas",
    "pint, row by row (100 rows, scaled)": "pint 逐行（100行折算）",
    "bare Python": "裸 Python",
    "SQL by hand, three SELECTs": "手写 SQL，三层 SELECT",
    "boring-semantic-layer, all sixty as calculated measures": "boring-semantic-layer，60个计算度量",
}
HEAD = {
    "zh": ("任务", "行数", "本库", "对手", "对手用时", "比值"),
    "en": ("Task", "Rows", "Ours", "Rival", "Theirs", "Ratio"),
}


def cases() -> Iterator[Case]:
    """Yield the comparisons of the report that have a rival of the list."""
    for line in REPORT.read_text("utf-8").splitlines():
        cells = [cell.strip() for cell in line.strip("| ").split(" | ")]
        if len(cells) >= 7 and cells[0] in TASKS and cells[3] in RIVALS:
            task, rows, ours, rival, theirs, ratio = cells[:6]
            yield Case(task, rows, ours, rival, theirs, _number(ratio))


def measured_with() -> str:
    """Return the line of the report that names the day, the machine and the versions."""
    lines = REPORT.read_text("utf-8").splitlines()
    return next(line for line in lines[lines.index("## Results") :] if line[:4].isdigit())


def _number(ratio: str) -> float:
    top, _, bottom = ratio.rstrip("×").replace(",", "").partition("/")
    return float(top) / float(bottom or 1)


def _written(ratio: float) -> str:
    return f"{ratio:.2f}×" if ratio >= 0.01 else f"1/{1 / ratio:,.0f}"


def ratios(language: str) -> Drawing:
    """Draw the time of ours over time of the rival, on a logarithmic scale; left of the line ours is faster."""
    from math import log10

    found = [case for case in cases() if case.ratio >= 0.01]
    height = 38 * len(found) + 60
    told = (
        "本库用时除以对手用时；小于1为本库更快"
        if language == "zh"
        else "Our time over the rival's; below 1 ours is faster"
    )
    drawing = Drawing(760, height, told)

    def x(ratio: float) -> float:
        return 560 + 150 * log10(ratio)

    for tick in (0.1, 0.2, 0.5, 1, 2, 5):
        drawing.line((x(tick), 14), (x(tick), height - 34), "axis" if tick == 1 else "rule")
        drawing.text((x(tick), height - 16), f"{tick:g}×", "quiet")
    for i, case in enumerate(sorted(found, key=lambda case: case.ratio)):
        y = 30 + 38 * i
        task, rival = (
            (TASKS[case.task], RIVALS[case.rival]) if language == "zh" else (_short(case.task), _short(case.rival))
        )
        drawing.text((392, y - 1), task, anchor="end").text((392, y + 14), rival, "quiet small", anchor="end")
        drawing.line((x(1), y), (x(case.ratio), y), "line" if case.ratio < 1 else "line b")
        drawing.dot((x(case.ratio), y), "a" if case.ratio < 1 else "b")
    return drawing


def _short(text: str) -> str:
    return text if len(text) <= 56 else text[:55] + "…"


class Compared(SphinxDirective):
    """The table of the comparisons, and under it with what they were measured."""

    def run(self) -> list[nodes.Node]:
        """Write both."""
        language = "zh" if str(self.config.language).startswith("zh") else "en"
        self.env.note_dependency(str(REPORT))
        rows = [
            (
                TASKS[case.task] if language == "zh" else case.task,
                case.rows,
                case.ours,
                RIVALS[case.rival] if language == "zh" else case.rival,
                case.theirs,
                _written(case.ratio),
            )
            for case in cases()
        ]
        group = nodes.tgroup("", *(nodes.colspec(colwidth=1) for _ in HEAD[language]), cols=len(HEAD[language]))
        group += nodes.thead("", _row(HEAD[language]))
        group += nodes.tbody("", *map(_row, rows))
        return [
            nodes.table("", group, classes=["kz-table", "site-compared"]),
            _said(f"{'测于：' if language == 'zh' else 'Measured: '}{measured_with()}"),
        ]


def _row(cells: tuple[str, ...]) -> nodes.row:
    return nodes.row("", *(nodes.entry("", _said(cell)) for cell in cells))


def _said(text: str) -> nodes.paragraph:
    return nodes.paragraph("", text, translatable=False)
