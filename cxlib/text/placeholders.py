"""What stands in an answer where personal data stood: one word in brackets, the same in every language."""

from __future__ import annotations

import re
from typing import Literal

Kind = Literal[
    "henkilö",  # a person's name
    "sähköposti",
    "käyttäjätunnus",  # @names and addresses of profiles
    "henkilötunnus",
    "tilinumero",
    "kortti",
    "y-tunnus",
    "ip-osoite",
    "syntymäaika",
    "osoite",
    "viite",  # customer, order, case and other reference numbers
    "rekisterinumero",
    "puhelin",
]
KINDS: tuple[Kind, ...] = (
    "henkilö",
    "sähköposti",
    "käyttäjätunnus",
    "henkilötunnus",
    "tilinumero",
    "kortti",
    "y-tunnus",
    "ip-osoite",
    "syntymäaika",
    "osoite",
    "viite",
    "rekisterinumero",
    "puhelin",
)

#: Matches any placeholder.
PLACEHOLDER = re.compile(r"\[(?:" + "|".join(KINDS) + r")\]")


def placeholder(kind: Kind) -> str:
    """Return what is written in the place of personal data of a kind.

    >>> placeholder("puhelin")
    '[puhelin]'
    """
    return f"[{kind}]"
