"""Finnish endings of numbers, which depend on how the number is said aloud."""

from __future__ import annotations

from cxlib.wording.tongue import Tongue

#: yhdestä, neljästä, viidestä, seitsemästä, yhdeksästä; but kahdesta, kolmesta, kuudesta, kahdeksasta.
_FRONT_DIGITS = frozenset({1, 4, 5, 7, 9})


def elative_ending(n: int) -> str:
    """Return the ending that turns n into "out of n": it follows the last word of the number.

    >>> [f"{n}:{elative_ending(n)}" for n in (842, 5, 11, 20, 100, 1000)]
    ['842:sta', '5:stä', '11:stä', '20:stä', '100:sta', '1000:sta']
    """
    if n % 10:
        return "stä" if n % 10 in _FRONT_DIGITS else "sta"
    # Tens end in kymmenestä; hundreds, thousands, millions and nolla in a back vowel.
    return "stä" if n % 100 else "sta"


def out_of(n: int, tongue: Tongue) -> str:
    """Return n as it stands in "4 vastausta 842:sta"; other languages need no ending."""
    number = tongue.count(n)
    return f"{number}:{elative_ending(n)}" if tongue.language == "fi" else number
