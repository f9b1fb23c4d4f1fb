"""The line over the answers says how many were found of how many, and what is masked."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from cxlib.terms.briefing import VerbatimPage
from cxlib.terms.estimate import Withheld
from cxlib.wording.search import search_sentence
from cxlib.wording.tongue import Tongue


def test_every_branch_reads_as_written(
    spoken: Tongue, agrees: Callable[[str, Mapping[str, str], Tongue], None]
) -> None:
    pages = {
        "some": VerbatimPage((), 4, 842),
        "one": VerbatimPage((), 1, 1005),
        "all": VerbatimPage((), 842, 842),
        "none": VerbatimPage((), 0, 842),
        "nothing to search in": VerbatimPage((), 0, 0),
        "withheld": VerbatimPage((), 0, 0, Withheld("small_group")),
    }
    agrees("search", {case: search_sentence(page, spoken) for case, page in pages.items()}, spoken)
