"""Run the comparisons: `python benchmarks/run.py [--quick] [--only NAME] [--write]`.

Each is against a rival in the same run; `--write` puts the table into docs/benchmarks.md. A rival that is not installed, and
a target that the engine refuses, is skipped with a word; two sides that differ are a failure. No time is ever asserted.
"""

from __future__ import annotations

import argparse
import sys
import traceback
import warnings
from collections.abc import Callable, Iterator

import between
import bulk
import few
import memory
import report
from measure import Outcome, Setting, Skipped

import spark
from kaizhou_indicators import KaizhouError

CASES: dict[str, Callable[[Setting], Iterator[Outcome | Skipped]]] = {
    **{f"bulk {kind}": bulk.own_kind(kind) for kind in bulk.KINDS},
    "bulk spark": spark.bulk,
    "linear": bulk.linear,
    "memory": memory.peak_memory,
    "yoy": between.year_on_year,
    "peers": between.peers,
    "rollup": between.rollup,
    "rows 40": few.forty_rows,
    "rows 1": few.one_row,
    "value": few.one_value,
    "quantity": few.one_quantity,
    "column": few.one_column,
    "pint-pandas": bulk.with_pint_pandas,
    "pint": bulk.with_pint,
    "metric layer": bulk.with_metric_layer,
    "compile": few.compiling,
    "import": few.importing,
}
QUICK = Setting(rounds=5, times=(1,))


def main() -> int:
    """Print the comparisons, write the page if asked; return 1 where two sides differ or a case fails."""
    asked = _arguments()
    setting = QUICK if asked.quick else Setting()
    outcomes: list[Outcome] = []
    skipped: list[Skipped] = []
    failed = False
    print(report.head())
    for name in [name for name in CASES if not asked.only or asked.only in name]:
        try:
            for result in CASES[name](setting):
                _take(result, outcomes, skipped)
        except (ImportError, KaizhouError) as error:
            _take(Skipped(name, _told(error)), outcomes, skipped)
        except Exception:  # one case that fails must not hide the others
            failed = True
            print(f"{name}: FAILED\n{traceback.format_exc()}", flush=True)
    if asked.write and not failed:
        report.PAGE.write_text(report.page(outcomes, skipped), encoding="utf-8")
    return int(failed)


def _take(result: Outcome | Skipped, outcomes: list[Outcome], skipped: list[Skipped]) -> None:
    if isinstance(result, Skipped):
        skipped.append(result)
        print(f"{result.case}: skipped, {result.why}", flush=True)
    else:
        outcomes.append(result)
        print(report.line(result), flush=True)


def _told(error: Exception) -> str:
    if isinstance(error, ImportError):
        return f"{error.name or error} is not installed."
    return f"refused: {str(error).splitlines()[0][:200]}"


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n\n")[2])
    parser.add_argument("--quick", action="store_true", help="few rounds, the small panel only")
    parser.add_argument("--only", metavar="NAME", help=f"cases whose name has this in it: {', '.join(CASES)}")
    parser.add_argument("--write", action="store_true", help=f"write the table to docs/{report.PAGE.name}")
    return parser.parse_args()


if __name__ == "__main__":
    warnings.simplefilter("ignore")  # what is calculated and thrown away warns of zeros, on either side
    sys.exit(main())
