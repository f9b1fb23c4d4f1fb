"""Every refusal has its sentence and its few words."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import get_args

from cxlib.terms.estimate import Refusal, Withheld
from cxlib.wording.refusals import refusal, refusal_words
from cxlib.wording.tongue import Tongue


def test_every_refusal_reads_as_written(
    spoken: Tongue, agrees: Callable[[str, Mapping[str, str], Tongue], None]
) -> None:
    said = {}
    for reason in get_args(Refusal):
        withheld = Withheld(reason, smallest_group=10)
        said[reason] = f"{refusal(withheld, spoken)} | {refusal_words(withheld, spoken)}"
    agrees("refusals", said, spoken)
