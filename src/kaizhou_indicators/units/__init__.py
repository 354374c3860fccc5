"""The units of Chinese official statistics beside SI: 元 亩 人 户 件 篇, 万- and 亿-, 个百分点 apart from %.

One :class:`UnitSystem` belongs to one registry of indicators; nothing here is global, and pint is loaded on first use.
"""

from .dimension import Dimension
from .system import UnitSystem
from .text import format_quantity, format_unit, normalise

__all__ = ["Dimension", "UnitSystem", "format_quantity", "format_unit", "normalise"]
