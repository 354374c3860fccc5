"""Built-in domains: what no plugin owns and every plugin may bind to: people, economy, honours.

They are domains like any other; nothing in the engine knows their keys.
"""

from __future__ import annotations

from ...model.domain import Domain
from .economy import economy
from .honours import honours
from .people import people

__all__ = ["builtin_domains"]


def builtin_domains() -> tuple[Domain, ...]:
    """Return the domains that come with the package.

    >>> [domain.name for domain in builtin_domains()]
    ['people', 'economy', 'honours']
    """
    return people, economy, honours
