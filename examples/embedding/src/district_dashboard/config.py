"""What the service is told: plugins it needs, targets it shows, settings, and the definitions it was reviewed with."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from .errors import ConfigError


@dataclass(frozen=True)
class Config:
    """The configuration of a service.

    Attributes:
        plugins: the plugins it cannot do without.
        targets: keys or references to derive, in the order in which they are shown.
        fingerprint: the definitions that were reviewed; None: not pinned.
        settings: key of a setting of a plugin -> its value.
    """

    plugins: tuple[str, ...]
    targets: tuple[str, ...]
    fingerprint: str | None = None
    settings: Mapping[str, Any] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for name in ("plugins", "targets"):
            if not getattr(self, name):
                msg = f"configuration: {name} is empty; name at least one"
                raise ConfigError(msg)


def read_config(file: str | Path) -> Config:
    """Read a configuration from a TOML file.

    Raises:
        ConfigError: the file cannot be read, or holds an entry that there is not.
    """
    try:
        table = tomllib.loads(Path(file).read_text("utf-8"))
    except (OSError, ValueError) as error:
        msg = f"{file} cannot be read: {error}"
        raise ConfigError(msg) from error
    unknown = sorted(set(table) - set(Config.__dataclass_fields__))
    if unknown:
        msg = f"{file}: unknown {', '.join(unknown)}; it takes {', '.join(Config.__dataclass_fields__)}"
        raise ConfigError(msg)
    return Config(
        tuple(table.get("plugins", ())),
        tuple(table.get("targets", ())),
        table.get("fingerprint"),
        table.get("settings", {}),
    )
