"""Records figures of a domain that nobody has installed, and compares with it; both wait until it is there."""

from kaizhou_indicators import Domain, Text, hookimpl

domain = Domain("observer", Text("旁观", "Observer"))
domain.indicator("visits", Text("观察次数", "Visits"), unit="次")
domain.baseline("theirs", title=Text("别处", "Elsewhere"), indicators={"visits": "absent.visits"})
domain.observe("absent.visits", area="500154", period="2024", value=3)


@domain.derived("per_visit", Text("次均", "Per visit"), unit="1", inputs={"theirs": "absent.visits"})
def per_visit(theirs, visits):
    return theirs / visits


@hookimpl
def kaizhou_domains():
    return [domain]
