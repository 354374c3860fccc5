"""What process records declare on a domain: indicators, formulas that can be traced, identities."""

import pickle
from fractions import Fraction

import pytest

import kaizhou_indicators as ki
from kaizhou_indicators.errors import FormulaError, ProcessError
from kaizhou_indicators.formula import functions
from kaizhou_indicators.formula.guard import guarded
from kaizhou_indicators.formula.number import compile_number
from kaizhou_indicators.formula.show import show
from kaizhou_indicators.formula.trace import parameters, trace
from kaizhou_indicators.model.domain import Domain
from kaizhou_indicators.model.records import Derivation, Indicator
from kaizhou_indicators.processes import (
    Composite,
    Consistency,
    Event,
    Funnel,
    Identity,
    League,
    Loop,
    Register,
    Stages,
    Thresholds,
)
from kaizhou_indicators.processes.formulas import NamedFormula, least, ratio
from kaizhou_indicators.text import Text

STEPS = {"warned": Text("预警", "Warned"), "pushed": Text("推送", "Pushed"), "closed": Text("销号", "Closed")}
ITEMS = {
    "visits": {"weight": 60, "benchmarks": {"2024": 200}, "better": "higher", "cap": 1.2, "unit": "人次"},
    "complaints": {"weight": 40, "benchmarks": {"2024": 15}, "better": "lower", "cap": 1.2, "unit": "件"},
}


class Declared:
    """What a record declares on a domain of its own."""

    def __init__(self, declare, *args, **kwargs):
        domain = Domain("toy", Text("玩具", "Toy"))
        self.keys = declare(domain, *args, **kwargs)
        made = [record for declaration in domain.declarations for record in declaration.make()]
        self.indicators = {r.key: r for r in made if isinstance(r, Indicator)}
        self.formulas = {r.key: r for r in made if isinstance(r, Derivation)}
        self.identities = {r[0]: r[1] for r in made if isinstance(r, tuple)}

    def shown(self, key):
        return show(trace(self.formulas[key].function))


def test_every_record_returns_the_keys_it_declares_and_titles_are_in_both_languages():
    loop = Loop(Text("办理", "Handling"), ["before"], {"before": ["sort"]})
    register = Register(Text("风险", "Risk"), levels=["低"], entry=["评分"], exit=["消除"], routes={"低": "村"})
    for declared in (
        Declared(Stages(Text("批", "Batches"), ["储备", "开工"]).declare, "projects"),
        Declared(Funnel(Text("处置", "Handling"), STEPS).declare, "case"),
        Declared(loop.declare, "advice"),
        Declared(register.declare, "risk"),
        Declared(League(Text("得分", "Score"), "higher").declare, "score_rank"),
        Declared(Event.declare, "honours", Text("表彰", "Honours")),
        Declared(Composite(Text("评价", "Index"), ITEMS, total=100, missing="refuse").declare, "score", year=2024),
    ):
        assert set(declared.keys) == set(declared.indicators)
        assert all(i.title.zh and i.title.en for i in declared.indicators.values())


def test_a_funnel_declares_counts_pooled_rates_and_its_identity():
    declared = Declared(Funnel(Text("处置", "Handling"), STEPS).declare, "case", source="toy.rules")
    pushed, rate = declared.indicators["toy.case_pushed"], declared.indicators["toy.case_pushed_rate"]
    assert (pushed.kind, pushed.over_time, pushed.over_area, pushed.unit, pushed.source) == (
        "count",
        "sum",
        "sum",
        "件",
        "toy.rules",
    )
    assert (rate.kind, rate.unit, rate.over_area, str(rate.title)) == ("share", "%", None, "处置:推送率")
    assert declared.shown("toy.case_closed_rate") == "case_closed / case_pushed"
    funnel = declared.identities["case_funnel"]
    assert funnel.figures == ("toy.case_warned", "toy.case_pushed", "toy.case_closed")
    assert (
        funnel.check({"toy.case_warned": 1, "toy.case_pushed": 2, "toy.case_closed": 0}).status
        is Consistency.INCONSISTENT
    )


def test_names_that_cannot_be_keys_are_refused_when_declared():
    funnel = Funnel(Text("处置", "Handling"), ["预警", "推送"])
    with pytest.raises(ProcessError, match=r"2 faults(?s:.*)step name '推送' is no name"):
        Declared(funnel.declare, "case")


def test_stages_declare_a_total_and_a_count_by_stage():
    declared = Declared(Stages(Text("批", "Batches"), ["储备", "开工"]).declare, "projects", by=("section",))
    total, by_stage = declared.indicators["toy.projects"], declared.indicators["toy.projects_by_stage"]
    assert (total.by, by_stage.by) == (("section",), ("section", "stage"))
    assert {i.over_time for i in (total, by_stage)} == {"last"}, "a stock is not added over months"


def test_a_loop_declares_k_of_n_and_its_completion():
    loop = Loop(Text("办理", "Handling"), ["before"], {"before": ["sort", "route"]})
    declared = Declared(loop.declare, "advice", by_step=True)
    assert declared.shown("toy.advice_completion") == "advice_done / advice_required"
    assert {i.by for i in declared.indicators.values()} == {("step",)}
    assert declared.identities["advice_k_of_n"] == Identity.k_of_n("toy.advice_done", "toy.advice_required")


def test_a_register_declares_its_stock_and_its_on_time_rate():
    register = Register(Text("风险", "Risk"), levels=["低"], entry=["评分"], exit=["消除"], routes={"低": "村"})
    declared = Declared(register.declare, "risk", unit="人")
    over_time = {key.removeprefix("toy.risk_"): i.over_time for key, i in declared.indicators.items()}
    assert (over_time["opening"], over_time["entries"], over_time["closing"], over_time["by_level"]) == (
        "first",
        "sum",
        "last",
        "last",
    )
    assert declared.indicators["toy.risk_by_level"].by == ("level",)
    assert declared.shown("toy.risk_on_time_rate") == "risk_on_time / risk_handled"
    figures = {"toy.risk_opening": 5, "toy.risk_entries": 3, "toy.risk_exits": 1, "toy.risk_closing": 8}
    assert declared.identities["risk_stock"].check(figures).residual == -1


def test_a_league_declares_a_rank_and_events_a_count_by_level():
    rank = Declared(League(Text("得分", "Score"), "higher").declare, "score_rank", units=38).indicators[
        "toy.score_rank"
    ]
    assert (rank.kind, rank.unit, rank.better, rank.valid, rank.over_time) == ("rank", "位", "lower", (1, 38), None)
    events = Declared(Event.declare, "honours", Text("表彰", "Honours"), by=("kind",)).indicators["toy.honours"]
    assert (events.by, events.over_time, events.over_area) == (("kind", "level"), "sum", "sum")


def test_a_composite_declares_the_formula_that_it_scores_with():
    index = Composite(Text("评价", "Index"), ITEMS, total=100, missing="refuse")
    plain = Declared(index.declare, "score", year=2024)
    assert dict(plain.formulas["toy.score"].takes) == {"visits": "人次", "complaints": "件"}
    assert (plain.indicators["toy.score"].since, plain.indicators["toy.score"].until) == ("2024", "2024")
    named = Declared(index.declare, "score", year=2024, functions=functions)
    assert named.shown("toy.score") == "60 * minimum(visits / 200, 1.2) + 40 * minimum(15 / complaints, 1.2)"
    for declared in (plain, named):
        compiled = compile_number(guarded(trace(declared.formulas["toy.score"].function)), index.names)
        assert compiled(150.0, 10.0) == pytest.approx(float(index.score({"visits": 150, "complaints": 10}, 2024).value))
        assert compiled(150.0, 0.0) is None
        assert compiled(None, 10.0) is None


def test_a_composite_that_renormalises_needs_the_functions_of_the_package():
    index = Composite(Text("评价", "Index"), ITEMS, total=100, missing="renormalise")
    with pytest.raises(ProcessError, match="functions=kaizhou_indicators"):
        Declared(index.declare, "score", year=2024)
    with pytest.raises(FormulaError, match="functions=kaizhou_indicators"):
        trace(index.formula(2024))
    formula = Declared(index.declare, "score", year=2024, functions=functions).formulas["toy.score"].function
    assert parameters(formula) == {"visits": True, "complaints": True}
    compiled = compile_number(guarded(trace(formula)), index.names)
    assert compiled(100.0, None) == pytest.approx(50)
    assert compiled(None, None) is None


def test_a_composite_declares_its_grade_derived_by_thresholds():
    index = Composite(
        Text("评价", "Index"), ITEMS, total=100, missing="refuse", grades=Thresholds({"A": 90, "B": 75, "C": None})
    )
    declared = Declared(index.declare, "score", year=2024, functions=functions)
    assert declared.indicators["toy.score_grade"].labels == ("A", "B", "C")
    compiled = compile_number(guarded(trace(declared.formulas["toy.score_grade"].function)), ["score"])
    assert [compiled(score) for score in (95.0, 90.0, 80.0, 3.0, None)] == [1, 1, 2, 3, None]
    assert "toy.score_grade" not in Declared(index.declare, "score", year=2024).formulas, (
        "without where it is published only"
    )


def test_an_item_may_read_an_indicator_of_another_domain():
    items = {"people": {"weight": 1, "benchmarks": {2024: 10}, "better": "higher", "key": "people.resident"}}
    index = Composite(Text("评价", "Index"), items, total=1, missing="refuse")
    assert dict(Declared(index.declare, "score", year="2024").formulas["toy.score"].inputs) == {
        "people": "people.resident"
    }


def test_a_named_formula_is_read_like_a_hand_written_one():
    formula = NamedFormula("rate", ("done", "plan"), ratio)
    assert parameters(formula) == {"done": False, "plan": False}
    assert trace(formula) == trace(lambda done, plan: done / plan)
    assert formula(done=9, plan=12) == formula(9, 12) == 0.75
    copy = pickle.loads(pickle.dumps(formula))
    assert trace(copy) == trace(formula)
    assert parameters(NamedFormula("x", ("a",), abs, optional=True)) == {"a": True}
    with pytest.raises(TypeError):
        formula(1)
    for inputs in (("a", "a"), ("toy.a",)):
        with pytest.raises(ProcessError, match="different names of indicators"):
            NamedFormula("x", inputs, ratio)


def test_the_least_of_two_is_exact_by_arithmetic_alone():
    assert least(Fraction(1, 3), Fraction(1, 7)) == Fraction(1, 7)
    assert show(trace(NamedFormula("x", ("a", "b"), least))) == "(a + b - abs(a - b)) / 2"


# --- in a registry ---------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def registry():
    toy = ki.Domain("toy", Text("玩具", "Toy"))
    toy.indicator("visits", Text("服务人次", "Visits"), unit="人次", over_area="sum")
    toy.indicator("complaints", Text("投诉", "Complaints"), unit="件", over_area="sum")
    Stages(Text("批", "Batches"), ["储备", "开工"]).declare(toy, "projects")
    Funnel(Text("处置", "Handling"), STEPS).declare(toy, "case")
    Loop(Text("办理", "Handling"), ["before"], {"before": ["sort"]}).declare(toy, "advice", by_step=True)
    register = Register(Text("风险", "Risk"), levels=["低"], entry=["评分"], exit=["消除"], routes={"低": "村"})
    register.declare(toy, "risk", unit="人")
    League(Text("得分", "Score"), "higher").declare(toy, "score_rank")
    Event.declare(toy, "honours", Text("表彰", "Honours"))
    grades = Thresholds({"A": 90, "B": 75, "C": None})
    index = Composite(Text("评价", "Index"), ITEMS, total=100, missing="renormalise", grades=grades)
    index.declare(toy, "score", year=2024, functions=ki)
    return ki.Registry([toy])


def test_a_registry_accepts_everything_that_records_declare(registry):
    assert {"toy.projects_by_stage", "toy.case_pushed_rate", "toy.score_grade", "toy.risk_on_time_rate"} <= set(
        registry
    )
    assert pickle.loads(pickle.dumps(registry)).fingerprint == registry.fingerprint


def test_declared_rates_are_derived_in_percent(registry):
    derived = registry.derive({"toy.case_warned": 12, "toy.case_pushed": 9}, "toy.case_pushed_rate")
    assert derived["toy.case_pushed_rate"].magnitude == 75


def test_a_declared_score_and_its_grade_are_derived(registry):
    given = {"toy.visits": 150, "toy.complaints": 10}
    derived = registry.derive(given, "toy.score", "toy.score_grade")
    assert derived["toy.score"].magnitude == pytest.approx(93)
    assert str(derived["toy.score_grade"]) == "A"
