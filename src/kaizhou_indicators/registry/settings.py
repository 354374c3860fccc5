"""Settings: configuration that no source gives, as supplied by whoever loads the domains."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ..errors import SettingError, did_you_mean
from ..model.record import Frozen
from .parts import Parts


def settings_of(parts: Parts, given: Any) -> Frozen:
    """Return the settings supplied by key, or by bare name where only one domain declares it.

    Raises:
        SettingError: an unknown setting, or a value outside its choices.
    """
    if not isinstance(given, Mapping) or not all(isinstance(name, str) for name in given):
        msg = f"settings={given!r} is no mapping of keys to values; write settings={{'domain.name': value}}"
        raise SettingError(msg)
    found: dict[str, object] = {}
    for name, value in given.items():
        key = _setting_key(parts, name)
        setting = parts.settings[key]
        if not setting.accept(value):
            choices = f"one of {', '.join(map(repr, setting.choices))}" if setting.choices else "a number"
            msg = f"setting {key} cannot be {value!r}; it is {choices}"
            raise SettingError(msg)
        found[key] = value
    return Frozen(found)


def _setting_key(parts: Parts, name: str) -> str:
    keys = [key for key in parts.settings if name in {key, key.partition(".")[2]}]
    if len(keys) == 1:
        return keys[0]
    if keys:
        msg = f"settings={{{name!r}: …}}: {' and '.join(keys)} both have this name; write the key"
    else:
        known = f" Declared: {', '.join(parts.settings)}." if parts.settings else " None is declared."
        hint = did_you_mean(name, [*parts.settings, *(k.partition(".")[2] for k in parts.settings)])
        msg = f"settings={{{name!r}: …}}: no loaded domain declares it.{hint or known}"
    raise SettingError(msg)
