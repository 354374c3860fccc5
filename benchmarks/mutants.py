"""Mutants: formulas of the ten domains made wrong on purpose, and how many the laws and the domains' own cases find.

A mutant is one change of one formula: a factor, a sign, a denominator, a baseline, a unit. No file is changed: the
formula is traced, its tree altered, and a function that says the altered tree takes the place of the one declared, in a
process of its own. A mutant is killed where registration refuses it, where a law of ``kaizhou_indicators.testing.laws``
that held before does not, or where the plugin's own tests fail; the first of these is what is counted.

    python benchmarks/mutants.py water grain          # some domains; without names all of them
    python benchmarks/mutants.py --json found.json    # every mutant with its fate; an interrupted run goes on from there
    python benchmarks/mutants.py --laws-only          # the plugins' tests left out
"""

from __future__ import annotations

import argparse
import contextlib
import importlib
import io
import json
import os
import signal
import subprocess
import sys
import tempfile
import types
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from fractions import Fraction
from operator import add, and_, eq, ge, gt, le, lt, mul, ne, or_, sub, truediv
from pathlib import Path
from typing import Any

import attrs

import kaizhou_indicators as ki
from kaizhou_indicators.formula.trace import parameters, trace_names
from kaizhou_indicators.formula.tree import COMPARISONS, Call, Const, Node, Ref, refs
from kaizhou_indicators.model.domain import Declaration, Domain
from kaizhou_indicators.model.records import Derivation
from kaizhou_indicators.registry.builtin import builtin_domains
from kaizhou_indicators.testing import laws
from kaizhou_indicators.testing.strategies.values import others

ROOT = Path(__file__).parents[1]
PLUGINS = sorted(path.parent.name for path in ROOT.glob("plugins/*/pyproject.toml"))
#: the laws that know anything of what a formula should say; the others hold the engines to each other
LAWS = (
    "within_range",
    "ends_reached",
    "defined_where_stated",
    "monotone",
    "identities_hold",
    "published_agree",
    "size_free",
)
EXAMPLES, LONGEST = 12, 300
SITES = 3
DEPENDANTS = 4
FATES = ("registration", "laws", "cases", "survived")
CODES = {"laws": 1, "registration": 2}
KILLED, SURVIVED = 1, 0


@attrs.frozen
class Mutant:
    """One change of one declaration."""

    domain: str
    key: str
    operator: str
    what: str
    at: int = attrs.field(repr=False)
    make: Callable[[], tuple[object, ...]] = attrs.field(repr=False, eq=False)
    function: Callable[..., Any] | None = attrs.field(default=None, repr=False, eq=False)


# -- trees


def spelled(tree: Node, values: Mapping[str, Any]) -> Any:
    """Say a tree with plain numbers or with facades, as the function that was traced would."""
    if isinstance(tree, Const):
        return tree.value if isinstance(tree.value, str) else number(tree.value)
    if isinstance(tree, Ref):
        return values[tree.name]
    args = [spelled(arg, values) for arg in tree.args]
    if tree.op in {"total", "wmean"}:
        if tree.op == "total":
            return ki.total(*args, at_least=tree.at_least)
        return ki.weighted_mean(args[: len(args) // 2], args[len(args) // 2 :], at_least=tree.at_least)
    return SAID[tree.op](*args)


def number(value: Fraction) -> float | int:
    return int(value) if value.denominator == 1 else float(value)


SAID: dict[str, Callable[..., Any]] = {
    "add": add, "sub": sub, "mul": mul, "div": truediv, "neg": lambda x: -x, "abs": abs, "pow": pow,
    "ln": ki.ln, "exp": ki.exp, "sqrt": ki.sqrt, "min": ki.minimum, "max": ki.maximum, "where": ki.where,
    "lt": lt, "le": le, "gt": gt, "ge": ge, "eq": eq, "ne": ne, "and": and_, "or": or_,
    "not": lambda x: not x if isinstance(x, bool) else ~x,
}  # fmt: skip


def places(tree: Node, path: tuple[int, ...] = ()) -> Iterator[tuple[tuple[int, ...], Node]]:
    yield path, tree
    if isinstance(tree, Call):
        for i, arg in enumerate(tree.args):
            yield from places(arg, (*path, i))


def altered(tree: Node, path: tuple[int, ...], new: Node) -> Node:
    if not path:
        return new
    assert isinstance(tree, Call)
    args = list(tree.args)
    args[path[0]] = altered(args[path[0]], path[1:], new)
    return attrs.evolve(tree, args=tuple(args))


def times(tree: Node, factor: str) -> Node:
    return Call("mul", (tree, Const(Fraction(factor))))


def factors(tree: Node, graded: bool) -> Iterator[tuple[str, Node]]:
    """Yield trees with a wrong factor: the result a tenth too large, a hundredfold, and each constant a tenth off."""
    if not graded:
        yield "result * 1.1", times(tree, "1.1")
        yield "result * 100", times(tree, "100")
    constants = [(p, n) for p, n in places(tree) if isinstance(n, Const) and isinstance(n.value, Fraction) and n.value]
    for path, node in spread(constants):
        if path and not is_step(tree, path):
            yield f"{node.value} * 1.1", altered(tree, path, Const(node.value * Fraction(11, 10)))


def is_step(tree: Node, path: tuple[int, ...]) -> bool:
    """Say whether a constant is what ``where`` yields, or an exponent: a tenth off it is no factor."""
    node = tree
    for i in path[:-1]:
        assert isinstance(node, Call)
        node = node.args[i]
    return isinstance(node, Call) and ((node.op == "where" and path[-1] > 0) or node.op == "pow")


def signs(tree: Node, graded: bool) -> Iterator[tuple[str, Node]]:
    """Yield trees with a wrong sign: the result's, and each sum a difference or the other way round."""
    if not graded:
        yield "-result", Call("neg", (tree,))
    turned = {"add": "sub", "sub": "add"}
    sums = [(p, n) for p, n in places(tree) if isinstance(n, Call) and n.op in turned]
    for path, node in spread(sums):
        yield (
            f"{node.op} at {'.'.join(map(str, path)) or 'the top'} turned",
            altered(tree, path, attrs.evolve(node, op=turned[node.op])),
        )
    turned = {"lt": "gt", "gt": "lt", "le": "ge", "ge": "le"}
    compared = [(p, n) for p, n in places(tree) if isinstance(n, Call) and n.op in COMPARISONS & turned.keys()]
    for path, node in spread(compared):
        yield (
            f"{node.op} at {'.'.join(map(str, path))} turned",
            altered(tree, path, attrs.evolve(node, op=turned[node.op])),
        )


def fractions(tree: Node) -> Iterator[tuple[str, Node]]:
    """Yield trees with a fraction upside down."""
    for path, node in places(tree):
        if isinstance(node, Call) and node.op == "div" and not isinstance(node.args[0], Const):
            yield (
                f"fraction at {'.'.join(map(str, path)) or 'the top'} upside down",
                altered(tree, path, Call("div", node.args[::-1])),
            )


def spread(found: list[Any]) -> list[Any]:
    """Return some of many places, evenly spread."""
    return found if len(found) <= SITES else [found[i * len(found) // SITES] for i in range(SITES)]


# -- mutants of a domain


def mutants(domain: Domain, registry: ki.Registry, inputs: bool = False) -> Iterator[Mutant]:
    """Yield the mutants of a domain's formulas and baselines; with ``inputs`` of the units of measured inputs, too."""
    for at, declaration in enumerate(domain.declarations):
        if declaration.what == "derived":
            yield from of_formula(domain, registry, at, declaration)
        elif declaration.what == "baseline":
            yield from of_baseline(domain, registry, at, declaration)
        elif declaration.what == "indicator" and inputs:
            yield from of_unit(domain, registry, at, declaration)


def of_formula(domain: Domain, registry: ki.Registry, at: int, declaration: Declaration) -> Iterator[Mutant]:
    indicator, derivation = declaration.make()
    names = parameters(derivation.function)
    tree = trace_names(derivation.function, names)

    def mutant(operator: str, what: str, **changes: Any) -> Mutant:
        made = attrs.evolve(derivation, **{"function": derivation.function, **changes})
        changed = made.function is not derivation.function
        return Mutant(
            domain.name,
            indicator.key,
            operator,
            what,
            at,
            lambda: (indicator, made),
            derivation.function if changed else None,
        )

    graded = bool(indicator.grades)
    found = [("factor", *m) for m in factors(tree, graded)] + [("sign", *m) for m in signs(tree, graded)]
    for operator, what, new in [*found, *(("denominator", *m) for m in fractions(tree))]:
        yield mutant(operator, what, function=saying(new, names))
    bound = registry.derivation(indicator.key).inputs
    for operator, name, other in rebound(registry, tree, bound):
        yield mutant(operator, f"{name} = {other}", inputs={**derivation.inputs, name: other})
    for name, unit in spread(list(derivation.takes.items())):
        for other in others(registry, unit)[:1]:
            yield mutant("unit", f"takes {name} in {other}", takes={**derivation.takes, name: other})
    if not graded:
        yield from in_another_unit(domain, registry, at, (indicator, derivation))


def rebound(registry: ki.Registry, tree: Node, bound: Mapping[str, str]) -> Iterator[tuple[str, str, str]]:
    """Yield inputs bound to something else: a denominator to another of its unit, a base to another base."""
    for name in divisors(tree):
        if name in bound and "@" not in bound[name]:
            yield from (("denominator", name, other) for other in rivals(registry, bound[name], set(bound.values())))
    for name in {ref.name for ref in refs(tree)} & bound.keys():
        if "@" in bound[name]:
            yield from (("baseline", name, other) for other in other_bases(bound[name]))


def saying(tree: Node, names: Mapping[str, bool]) -> Callable[..., Any]:
    """Return a function of the parameters named that says the tree."""
    written = ", ".join(f"{name}=None" if optional else name for name, optional in names.items())
    scope: dict[str, Any] = {"said": lambda **values: spelled(tree, values)}
    exec(f"def mutant({written}):\n    return said({', '.join(f'{n}={n}' for n in names)})", scope)
    return scope["mutant"]  # type: ignore[no-any-return]  # just made


def divisors(tree: Node) -> list[str]:
    below = [n.args[1] for _, n in places(tree) if isinstance(n, Call) and n.op == "div"]
    return list(dict.fromkeys(ref.name for node in below for ref in refs(node)))


def rivals(registry: ki.Registry, key: str, taken: set[str]) -> list[str]:
    """Return another indicator of the same unit that could be taken for a denominator: the next one declared."""
    mine = registry[key]
    found = [k for k in registry.domains[mine.domain].keys if registry[k].unit == mine.unit and k not in taken]
    same = [k for k in found if registry[k].by == mine.by and k not in registry.parts.formulas]
    return same[:1]


def other_bases(text: str) -> list[str]:
    """Return the references that could stand for one by mistake."""
    reference = ki.Reference.parse(text)
    bases = [b for b in ("yoy", "prev", "2018") if b != str(reference.baseline)]
    return [f"{reference.current}@{base}" for base in bases[:2]]


def of_baseline(domain: Domain, registry: ki.Registry, at: int, declaration: Declaration) -> Iterator[Mutant]:
    (baseline,) = declaration.make()

    def mutant(what: str, **changes: Any) -> Mutant:
        return Mutant(domain.name, baseline.key, "baseline", what, at, lambda: (attrs.evolve(baseline, **changes),))

    if baseline.period:
        yield mutant("a year earlier", period=str(ki.Period.parse(baseline.period).shift(-1)))
    if baseline.area:
        yield mutant("another area", area="500155")
    for name, text in spread(list(baseline.limits.items())):
        value, unit = registry.unit_system.read(text)
        yield mutant(f"limit of {name} a tenth off", limits={**baseline.limits, name: f"{value * 1.1:.12g} {unit}"})
    for name, other in baseline.indicators.items():
        key = other if "." in other else f"{domain.name}.{other}"
        for rival in rivals(registry, key, {key})[:1]:
            yield mutant(f"{name} against {rival}", indicators={**baseline.indicators, name: rival})


def of_unit(domain: Domain, registry: ki.Registry, at: int, declaration: Declaration) -> Iterator[Mutant]:
    """Yield an input of a formula in another unit of the same dimension."""
    (indicator,) = declaration.make()
    if not registry.dependants(indicator.key) or indicator.grades:
        return
    yield from in_another_unit(domain, registry, at, (indicator,))


def in_another_unit(domain: Domain, registry: ki.Registry, at: int, records: tuple[Any, ...]) -> Iterator[Mutant]:
    indicator, *rest = records
    for other in others(registry, indicator.unit)[:1]:
        made = (attrs.evolve(indicator, unit=other), *rest)
        yield Mutant(domain.name, indicator.key, "unit", f"in {other} for {indicator.unit}", at, lambda made=made: made)


# -- trying them


def apply(domain: Domain, mutant: Mutant) -> None:
    """Put the mutant in the domain's place; a function that one formula alone uses is changed where it is called, too."""
    old = domain.declarations[mutant.at]
    alone = [d for d in derivations(domain) if d.function is mutant.function]
    made = mutant.make()
    new = next((r.function for r in made if isinstance(r, Derivation)), None)
    if mutant.function is not None and new is not None and len(alone) == 1 and own(mutant.function):
        rewire(mutant.function, new)
        made = tuple(attrs.evolve(r, function=mutant.function) if isinstance(r, Derivation) else r for r in made)
    domain.declarations[mutant.at] = attrs.evolve(old, make=lambda: made)


def derivations(domain: Domain) -> Iterator[Derivation]:
    for declaration in domain.declarations:
        if declaration.what == "derived":
            yield declaration.make()[1]


def own(function: Callable[..., Any]) -> bool:
    """Say whether a function is the plugin's, and a plain one."""
    return isinstance(function, types.FunctionType) and "plugins" in function.__code__.co_filename


def rewire(function: Any, new: Callable[..., Any]) -> None:
    """Let a function, wherever it was imported, do what the new one does; its parameters stay."""
    function.__globals__["__mutant__"] = new
    taken = "*given, **named" if hasattr(function, "__signature__") else ", ".join(parameters(function))
    scope: dict[str, Any] = {}
    exec(f"def said({taken}):\n    return __mutant__({taken})", scope)
    function.__code__ = scope["said"].__code__.replace(co_freevars=function.__code__.co_freevars)


def in_a_process(task: Callable[[], int]) -> int:
    """Run a task in a process of its own and return what it returns; what takes too long, or crashes, is killed."""
    child = os.fork()
    if child == 0:
        signal.alarm(LONGEST)
        code = KILLED
        with contextlib.suppress(BaseException), open(os.devnull, "w") as nothing:
            os.dup2(nothing.fileno(), 1)
            os.dup2(nothing.fileno(), 2)
            with contextlib.redirect_stdout(io.StringIO()), contextlib.redirect_stderr(io.StringIO()):
                code = task()
        os._exit(code)
    _, status = os.waitpid(child, 0)
    return os.waitstatus_to_exitcode(status)


def registry_of(domain: Domain) -> ki.Registry:
    return ki.Registry([domain, *(d for d in builtin_domains() if d.name != domain.name)])


def concerned(registry: ki.Registry, key: str) -> list[str]:
    """Return the keys that a change of one is looked for in: itself and some of those made from it."""
    return [key, *registry.dependants(key)][:DEPENDANTS] if key in registry else [key]


def tried(domain: Domain, keys: list[str], skip: set[str]) -> int:
    """Register the domain and try the laws on what a mutant concerns; return its fate as a number."""
    try:
        ground = laws.Ground(domain, keys=keys)
    except ki.KaizhouError:
        return CODES["registration"]
    for law in laws.LAWS:
        for case in law.cases(ground, EXAMPLES) if law.name in LAWS else ():
            if case.id not in skip:
                try:
                    case.run()
                except laws.LawError:
                    return CODES["laws"]
    return SURVIVED


def broken_before(domain: Domain) -> set[str]:
    """Return the laws that do not hold for the domain as it is; what they say of a mutant does not count."""
    ground, found = laws.Ground(domain), set()
    for law in laws.LAWS:
        for case in law.cases(ground, 2 * EXAMPLES) if law.name in LAWS else ():
            try:
                case.run()
            except laws.LawError:
                found.add(case.id)
    return found


def cases_pass(name: str) -> int:
    """Run the plugin's own tests in this process; return KILLED where one fails."""
    import hypothesis
    import pytest

    hypothesis.settings.register_profile("few", max_examples=10, deadline=None)
    hypothesis.settings.load_profile("few")
    os.chdir(ROOT / "plugins" / name)
    files = sorted(
        Path("tests").glob("test_*.py"), key=lambda path: (path.stem.endswith("laws"), path)
    )  # the slow last
    quiet = ["-x", "-q", "-p", "no:cacheprovider", "-p", "no:xdist", "-W", "ignore::pytest.PytestAssertRewriteWarning"]
    found = pytest.main([*quiet, "-c", "pyproject.toml", *map(str, files)])
    return SURVIVED if found == 0 else KILLED


def domain_of(name: str) -> Domain:
    module = importlib.import_module(f"kaizhou_{name}")
    return next(d for d in module.kaizhou_domains() if d.name == name)


def measured(name: str, asked: argparse.Namespace, known: Mapping[str, str]) -> Iterator[dict[str, str]]:
    """Yield every mutant of a domain, or of one part of them, with its fate; ``known`` are not tried again."""
    mine, parts = map(int, asked.part.split("/"))
    domain = domain_of(name)
    registry = registry_of(domain)
    waiting = list(mutants(domain, registry, asked.inputs))[mine - 1 :: parts]
    if all(named(m) in known for m in waiting):
        yield from (row(m, known[named(m)]) for m in waiting)
        return
    skip, cases = broken_before(domain), not asked.laws_only
    if cases and in_a_process(lambda: cases_pass(name)) != SURVIVED:
        print(f"{name}: its own tests fail as they are; cases are left out", file=sys.stderr)
        cases = False
    for mutant in waiting:
        fate = known.get(named(mutant)) or fate_of(mutant, domain, concerned(registry, mutant.key), skip, cases)
        yield row(mutant, fate)
        print(f"{name:11} {fate:12} {mutant.operator:11} {mutant.key}: {mutant.what}", file=sys.stderr, flush=True)


def named(mutant: Mutant) -> str:
    return f"{mutant.key} {mutant.operator} {mutant.what}"


def row(mutant: Mutant, fate: str) -> dict[str, str]:
    told = {"key": mutant.key, "operator": mutant.operator, "what": mutant.what}
    return {"domain": mutant.domain, **told, "fate": fate, "mutant": named(mutant)}


def fate_of(mutant: Mutant, domain: Domain, keys: list[str], skip: set[str], cases: bool) -> str:
    def lawful() -> int:
        apply(domain, mutant)
        return tried(domain, keys, skip)

    def passes() -> int:
        apply(domain, mutant)
        return cases_pass(domain.name)

    found = in_a_process(lawful)
    if found != SURVIVED:
        return "registration" if found == CODES["registration"] else "laws"
    return "cases" if cases and in_a_process(passes) != SURVIVED else "survived"


def told(found: list[dict[str, str]]) -> str:
    """Return the table: domain by fate, operator by fate, and the survivors."""
    lines = []
    for column in ("domain", "operator"):
        lines += [f"| {column} | mutants | {' | '.join(FATES)} | killed |", "|---|---|---|---|---|---|---|"]
        for name in [*dict.fromkeys(f[column] for f in found), "all"]:
            fates = Counter(f["fate"] for f in found if name in {f[column], "all"})
            killed = 1 - fates["survived"] / max(1, fates.total())
            lines.append(f"| {name} | {fates.total()} | {' | '.join(str(fates[f]) for f in FATES)} | {killed:.1%} |")
        lines.append("")
    lines += [f"- {f['key']}: {f['operator']}, {f['what']}" for f in found if f["fate"] == "survived"]
    return "\n".join(lines)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("domains", nargs="*", default=PLUGINS)
    parser.add_argument("--json", type=Path, help="write every mutant with its fate to this file, one a line")
    parser.add_argument("--laws-only", action="store_true", help="leave the plugins' own tests out")
    parser.add_argument("--inputs", action="store_true", help="declare measured inputs in wrong units, too")
    parser.add_argument("--part", default="1/1", metavar="I/N", help="every N-th mutant from the I-th on")
    parser.add_argument("--one", action="store_true", help=argparse.SUPPRESS)
    asked = parser.parse_args()
    if asked.one:
        known = {f["mutant"]: f["fate"] for f in written(asked.json)}
        for found in measured(asked.domains[0], asked, known):
            if found["mutant"] not in known:
                asked.json.open("a", encoding="utf-8").write(json.dumps(found, ensure_ascii=False) + "\n")
        return
    with tempfile.TemporaryDirectory() as folder:
        file = asked.json or Path(folder) / "found.json"
        switches = ["--one", "--part", asked.part, "--json", str(file.absolute())]
        switches += ["--laws-only"] * asked.laws_only + ["--inputs"] * asked.inputs
        for name in asked.domains:
            subprocess.run([sys.executable, __file__, name, *switches], check=True)
        print(told([f for f in written(file) if f["domain"] in asked.domains]))


def written(file: Path) -> list[dict[str, str]]:
    """Return the mutants of a file, one a line."""
    return [json.loads(line) for line in file.read_text("utf-8").splitlines()] if file.exists() else []


if __name__ == "__main__":
    main()
