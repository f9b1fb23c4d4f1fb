"""Ids made of names, as definitions want them: small letters a–z, digits and underscores."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from cxlib.intake.programme import TAKEN_IDS
from cxlib.intake.proposed_column import ProposedColumn

_LONGEST: Final = 40


def slug(name: str) -> str:
    """Return a name as an id; empty where nothing of it can stand in one.

    >>> slug("Tyytyväisyys (1–5)"), slug("2. Miksi?")
    ('tyytyvaisyys_1_5', 'miksi')
    """
    spaced = re.sub(r"[–—]", " ", name.casefold().replace("ß", "ss"))
    plain = unicodedata.normalize("NFKD", spaced).encode("ascii", "ignore").decode()
    joined = re.sub(r"[^a-z0-9]+", "_", plain).lstrip("_0123456789").rstrip("_")
    if len(joined) > _LONGEST:
        joined = joined[: _LONGEST + 1].rpartition("_")[0] or joined[:_LONGEST]
    return joined.strip("_")


def distinct_ids(columns: Sequence[ProposedColumn]) -> tuple[ProposedColumn, ...]:
    """Give each column an id that no other has and that no column of answers already carries."""
    taken = set(TAKEN_IDS)
    named = []
    for column in columns:
        base = column.id or slug(column.label) or slug(column.name) or "column"
        id_ = base if base not in taken or column.id else f"{base}_answer"
        number = 2
        while id_ in taken:
            id_, number = f"{base}_{number}", number + 1
        if column.kind not in ("skip", "date", "response", "customer", "weight", "stage"):
            taken.add(id_)
        named.append(replace(column, id=id_))
    return tuple(named)
