"""The distribution as a plugin: the library's own check, discovery by entry point, and a registry that travels."""

import pickle

import kaizhou_indicators as ki
from kaizhou_indicators.testing import check_domain
from kaizhou_media import domain_of, kaizhou_domains, media

IDS = {"media.dissem_grade", "media.talent_share", "media.central_items", "media.awards"}


def test_the_domain_passes_the_library_s_own_check():
    check_domain(media)


def test_the_hook_returns_the_domain():
    assert list(kaizhou_domains()) == [media]


def test_the_plugin_is_found_by_its_entry_point():
    reg = ki.load(only=["media"], strict=True)
    assert set(reg) == set(ki.Registry([media]))


def test_every_indicator_of_the_catalogue_is_there_and_says_what_it_is():
    reg = check_domain(media)
    assert set(reg) >= IDS
    for key in reg:
        assert reg[key].definition.zh, key
        assert reg[key].definition.en, key


def test_a_registry_with_the_domain_and_a_configured_one_can_be_pickled():
    table = {
        "title": {"zh": "融媒", "en": "Media"},
        "outlets": {"levels": {"top": "上"}, "central": "top", "outlets": [{"name": "甲报", "level": "top"}]},
        "grades": {"A档": 80, "B档": None},
    }
    reg = ki.Registry([media, domain_of("town", table)])
    assert pickle.loads(pickle.dumps(reg)).fingerprint == reg.fingerprint
