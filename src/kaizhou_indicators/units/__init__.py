"""Units: 元 亩 人 户 件 篇 …, 万 and 亿, 个百分点 apart from %, in the forms people type, with exact factors."""

from __future__ import annotations

from .dimension import Dimension
from .system import UnitSystem
from .text import format_quantity, format_unit, normalise

__all__ = ["Dimension", "UnitSystem", "format_quantity", "format_unit", "normalise"]
