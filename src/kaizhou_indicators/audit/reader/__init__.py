"""The reader of Chinese official texts: printed figures, bound to the indicators of a registry where nothing is left open."""

from __future__ import annotations

from .claims import read_claims
from .reading import Passage, Reading

__all__ = ["Passage", "Reading", "read_claims"]
