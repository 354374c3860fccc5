"""Laws have no deadline: the first of a run builds the unit registry, and machines differ."""

from hypothesis import settings

settings.register_profile("laws", deadline=None)
settings.load_profile("laws")
