"""Names of a package that are loaded when they are first asked for: a page need not load what only an import needs."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from importlib import import_module


def on_demand(package: str, homes: Mapping[str, str]) -> Callable[[str], object]:
    """Return a `__getattr__` for a package: a name comes from its home, the module in the package that has it.

    >>> on_demand("cxlib.terms", {"Quarter": "quarter"})("Quarter").__name__
    'Quarter'
    """

    def loaded(name: str) -> object:
        if name not in homes:
            raise AttributeError(f"module {package!r} has no attribute {name!r}")
        return getattr(import_module(f"{package}.{homes[name]}"), name)

    return loaded
