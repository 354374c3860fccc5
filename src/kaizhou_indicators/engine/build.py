"""From targets to steps: what has to be calculated, in which order, and what is missing, named together."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from fractions import Fraction

from ..errors import ComparabilityError, DerivationError, SettingError
from ..formula.changes import change_formula, check_comparable, resolve
from ..formula.changes import unit_of as unit_of_indicator
from ..formula.guard import ONE, ZERO, guarded, specialise
from ..formula.settled import settled
from ..formula.tree import Call, Const, Node, Ref, refs, substitute
from ..model.records import Baseline, Indicator
from ..references import Reference
from ..registry.catalogue import Catalogue
from ..registry.formula import Formula
from .missing import Missing, told_unset
from .pooling import Pooling, highest_is_best, pool_of, refuse_ordinal
from .steps import Derive, Look, Over, Pool, Rank, Step


class Builder:
    """Works out the steps of a plan.

    Args:
        catalogue: the definitions.
        given: references that are handed in; None: every measured indicator may be.
        rows: whether there are rows of other periods and areas to look up (a table) or not (a single value).
    """

    def __init__(self, catalogue: Catalogue, given: Collection[str] | None, *, rows: bool) -> None:
        self.catalogue = catalogue
        self.given = given
        self.rows = rows
        self.steps: dict[str, Step] = {}
        self.leaves: dict[str, None] = {}
        self.missing = Missing()

    def add(self, reference: Reference) -> str:
        """Add what a target needs; returns the name its value goes by."""
        self.catalogue[reference.key]  # an unknown key is said before anything else
        return self.need(reference, str(reference))

    def finish(self) -> None:
        """Raise over everything that is missing.

        Raises:
            MissingInputError: names every missing input with the targets that need it.
        """
        self.missing.raise_all(lambda name: unit_of(self.catalogue, Reference.parse(name)))

    def available(self, key: str) -> bool:
        """Say whether the value of a key is given or can be derived from what is."""
        if self.given is None or key in self.given:
            return True
        reference = Reference.parse(key)
        if reference.baseline is not None or reference.window is not None:
            return self.rows and self.available(reference.key)
        if key in self.catalogue.parts.windows:
            return self.available(self.catalogue.parts.windows[key].of)
        formula = self.catalogue.parts.formulas.get(key)
        if formula is None:
            return False
        absent = [k for k in formula.needs if not self.available(k)]
        return set(absent) <= formula.optional and specialise(formula.bare, absent) is not None

    def need(self, reference: Reference, wanted_by: str) -> str:
        """Add what makes a value, wanted by a target; returns the name it goes by."""
        name = str(reference)
        if name in self.steps or name in self.leaves:
            return name
        if self.given is not None and name in self.given:
            self.leaves[name] = None
            return name
        if reference.baseline is not None and reference.change is not None:
            self._change(reference)
        elif reference.baseline is not None:
            self._base(reference, wanted_by)
        elif reference.window is not None:
            self._running(reference, wanted_by)
        else:
            self._value(reference.key, wanted_by)
        return name

    # -- values

    def _value(self, key: str, wanted_by: str) -> None:
        parts = self.catalogue.parts
        if key in parts.formulas:
            self._derive(parts.formulas[key])
        elif key in parts.windows:
            self._window(key)
        elif self.given is None:
            self.leaves[key] = None
        else:
            self.missing.add(key, wanted_by)

    def _derive(self, formula: Formula) -> None:
        tree = self.tree_of(formula)
        for ref in refs(tree):
            reference = Reference.parse(ref.name)
            self.catalogue[reference.key]
            self.need(reference, formula.key)
        self.steps[formula.key] = Derive(formula.key, guarded(tree), tree)

    def tree_of(self, formula: Formula) -> Node:
        """Return the tree of a formula for what there is: without absent optional inputs, with the settings' values."""
        absent = [key for key in formula.optional if not self.available(key)]
        tree = specialise(formula.bare, absent)
        if tree is None:
            leaves = [leaf for key in absent for leaf in self._leaves(key)]
            self.missing.too_few(formula, leaves, [key for key in formula.needs if self.available(key)])
            tree = formula.bare
        return settled(substitute(tree, self._settings(formula.key, formula.settings.values())))

    def _leaves(self, key: str) -> list[str]:
        """Return the measured inputs that keep a key from being available."""
        if self.available(key):
            return []
        needs = self.catalogue.needs(Reference.parse(key).key)
        return [leaf for need in needs for leaf in self._leaves(need)] if needs else [key]

    def _settings(self, key: str, needed: Collection[str]) -> Mapping[str, Node]:
        values = self.catalogue.settings
        unset = [name for name in needed if name not in values]
        if unset:
            raise SettingError(told_unset(key, [self.catalogue.parts.settings[name] for name in unset]))
        return {n: Const(values[n] if isinstance(values[n], str) else Fraction(str(values[n]))) for n in needed}

    # -- windows

    def _window(self, key: str) -> None:
        window = self.catalogue.parts.windows[key]
        indicator = self.catalogue[window.of]
        self.need(Reference.parse(window.of), key)
        condition = None
        if window.condition is not None:
            holds = substitute(window.condition, self._settings(key, window.settings))
            condition = guarded(Call("where", (holds, ONE, ZERO)))
        self.steps[key] = Over(
            key,
            window.of,
            window.how,
            window.over,
            condition,
            by=indicator.by,
            each=window.each,
            breaks=self.catalogue.breaks(window.of),
        )

    def _running(self, reference: Reference, wanted_by: str) -> None:
        name = str(reference)
        indicator = self.catalogue[reference.key]
        if not self.rows:
            self.missing.add(name, wanted_by)
            return
        window = reference.window
        assert window is not None
        if window.kind == "ytd" and indicator.basis.accumulation == "ytd":  # 累计 is its own running total of the year
            tree = Ref(self.need(Reference.parse(reference.key), name))
            self.steps[name] = Derive(name, guarded(tree), tree)
            return
        if indicator.over_time is None or indicator.over_time.value != "sum":
            msg = (
                f"{name}: {indicator.key} is not summed over time, so it has no running total; only over_time='sum' has"
            )
            raise ComparabilityError(msg)
        self.need(Reference.parse(reference.key), name)
        over = "year" if window.kind == "ytd" else "all"
        self.steps[name] = Over(
            name,
            reference.key,
            "running_total",
            over,
            since=window.since,
            by=indicator.by,
            breaks=self.catalogue.breaks(indicator.key),
        )

    # -- comparisons

    def _change(self, reference: Reference) -> None:
        indicator = self.catalogue[reference.key]
        named = reference.baseline is not None and reference.baseline.kind == "named"
        check_comparable(indicator, reference, self.baseline(reference) if named else None)
        change = resolve(indicator, reference)
        name = str(reference)
        current = self.need(reference.current, name)
        base = self.need(reference.base, name)
        tree, further = change_formula(indicator, change, current, base)
        self.steps[name] = Derive(name, guarded(tree, *further), tree, base if further else None)

    def _base(self, reference: Reference, wanted_by: str) -> None:
        base = reference.baseline
        assert base is not None
        indicator = self.catalogue[reference.key]
        if base.kind == "named":
            self._named(reference, indicator, wanted_by)
        elif base.kind in {"yoy", "prev", "period", "area"}:
            period = base.value if base.kind == "period" else None
            area = base.value if base.kind == "area" else None
            self._look(reference, indicator, wanted_by, period=period, area=area)
        elif not self.rows:
            self.missing.add(str(reference), wanted_by)
        elif base.kind == "rank":
            self._rank(reference, indicator)
        else:
            how = base.kind.partition(".")[2] or "pooled"
            self._peers(reference, indicator, how, own=how != "mean")

    def _named(self, reference: Reference, indicator: Indicator, wanted_by: str) -> None:
        baseline = self.baseline(reference)
        name = str(reference)
        short = indicator.name if indicator.domain == baseline.key.partition(".")[0] else indicator.key
        if baseline.limits:
            self._limit(reference, indicator, baseline, short)
        elif baseline.indicators:
            other = self._entry(reference, baseline, baseline.indicators, short)
            key = other if "." in other else f"{baseline.key.partition('.')[0]}.{other}"
            self._check_basis(reference, indicator, self.catalogue[key])
            self.need(Reference.parse(key), name)
            factor = self.catalogue.unit_system.factor(self.catalogue[key].unit, indicator.unit)
            tree = Ref(key) if factor == 1 else Call("mul", (Ref(key), Const(factor)))
            self.steps[name] = Derive(name, guarded(tree), tree)
        elif baseline.peers:
            self._peers(reference, indicator, baseline.peers, weight=baseline.weight, own=baseline.own)
        elif baseline.event.zh:
            self.missing.add(name, wanted_by)
        else:
            self._look(reference, indicator, wanted_by, period=baseline.period, area=baseline.area)

    def baseline(self, reference: Reference) -> Baseline:
        """Return the named baseline of a reference.

        Raises:
            DerivationError: the domain has no such baseline.
        """
        assert reference.baseline is not None
        domain = reference.key.partition(".")[0]
        found = self.catalogue.baseline(reference.baseline.value, domain)
        if found is None:
            known = [k.removeprefix(f"{domain}.") for k in self.catalogue.parts.baselines if k.startswith(f"{domain}.")]
            msg = f"{reference}: no baseline {reference.baseline.value!r}; {domain} has {', '.join(known) or 'none'}, and yoy, prev, a period, area=CODE, peers, peers.mean, rank are built in"
            raise DerivationError(msg)
        return found

    # -- peers

    def _rank(self, reference: Reference, indicator: Indicator) -> None:
        first = highest_is_best(reference, indicator)
        source = self.need(reference.current, str(reference))
        self.steps[str(reference)] = Rank(str(reference), source, first)

    def _peers(
        self, reference: Reference, indicator: Indicator, how: str, *, weight: str | None = None, own: bool = True
    ) -> None:
        """Add what the peers of an area come to: their pooled value, mean, best or number."""
        name = str(reference)
        if how == "pooled":
            pool = Pooling(self, reference, own=own)
            made = pool.add(reference.current)
            if made != name:
                self.steps[name] = Derive(name, guarded(Ref(made)), Ref(made))
            return
        source = self.need(reference.current, name)
        refuse_ordinal(reference, indicator, how)
        if weight is not None:
            weight = self.need(Reference.parse(weight if "." in weight else f"{indicator.domain}.{weight}"), name)
        self.steps[name] = Pool(name, source, pool_of(reference, indicator, how, weight), weight=weight, own=own)

    def _limit(self, reference: Reference, indicator: Indicator, baseline: Baseline, short: str) -> None:
        number, unit = self.catalogue.unit_system.read(self._entry(reference, baseline, baseline.limits, short))
        tree = Const(self.catalogue.unit_system.convert(Fraction(str(number)), unit, indicator.unit))
        self.steps[str(reference)] = Derive(str(reference), guarded(tree), tree)

    def _entry(self, reference: Reference, baseline: Baseline, entries: Mapping[str, str], short: str) -> str:
        if short in entries:
            return entries[short]
        msg = f"{reference}: the baseline {baseline.key} says nothing of {reference.key}; it has {', '.join(entries)}"
        raise DerivationError(msg)

    def _check_basis(self, reference: Reference, indicator: Indicator, other: Indicator) -> None:
        differs = indicator.basis.mismatch(other.basis)
        if differs:
            msg = f"{reference}: {indicator.key} and {other.key} differ in {', '.join(differs)}; compare like with like"
            raise ComparabilityError(msg)

    def _look(
        self, reference: Reference, indicator: Indicator, wanted_by: str, *, period: str | None, area: str | None
    ) -> None:
        name = str(reference)
        if not self.rows:
            self.missing.add(name, wanted_by)
            return
        source = self.need(reference.current, name)
        breaks, same_sub = self.catalogue.breaks(indicator.key), indicator.basis.accumulation == "ytd"
        self.steps[name] = Look(name, source, reference, breaks, same_sub, period, area)


def unit_of(catalogue: Catalogue, reference: Reference) -> str:
    """Return the unit that the value of a reference is in."""
    return unit_of_indicator(catalogue[reference.key], reference)
