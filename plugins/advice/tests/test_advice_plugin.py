"""The distribution as a plugin: the library's own check, discovery by entry point, and a registry that travels."""

import pickle

import kaizhou_indicators as ki
from kaizhou_advice import LINKS, advice, domain_of, kaizhou_domains
from kaizhou_indicators.testing import check_domain

IDS = {"advice.adopted", "advice.adoption_rate", "advice.loop", "advice.submitted"}


def test_the_domain_passes_the_library_s_own_check():
    check_domain(advice)


def test_the_hook_returns_the_domain():
    assert list(kaizhou_domains()) == [advice]


def test_the_plugin_is_found_by_its_entry_point():
    reg = ki.load(only=["advice"], strict=True)
    assert set(reg) == set(ki.Registry([advice]))


def test_every_indicator_of_the_catalogue_is_there_and_says_what_it_is():
    reg = check_domain(advice)
    assert set(reg) >= IDS
    for key in reg:
        assert reg[key].definition.zh, key
        assert reg[key].definition.en, key


def test_every_indicator_stands_under_one_link():
    listed = [key for keys in LINKS.values() for key in keys]
    assert sorted(listed) == sorted(ki.Registry([advice]))
    assert [title.zh for title in LINKS] == ["人员组织", "工作实施", "成果转化", "考评激励"]


def test_a_registry_with_the_domain_and_a_configured_one_can_be_pickled():
    table = {
        "title": {"zh": "建言", "en": "Advice"},
        "bodies": {"levels": {"top": "上级"}, "bodies": {"top": ["甲"]}},
        "encouragement": {"training": ["班"], "commendation": ["奖"], "feedback": ["档"]},
    }
    reg = ki.Registry([advice, domain_of("town", table)])
    assert pickle.loads(pickle.dumps(reg)).fingerprint == reg.fingerprint
