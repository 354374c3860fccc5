"""The units of a set of domains: each domain's lines under its own name, clashes filed with both owners."""

from __future__ import annotations

from collections.abc import Iterable

from ..errors import UnitError
from ..units import UnitSystem
from .faults import Faults
from .parts import DomainInfo
