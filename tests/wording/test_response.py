"""The response rate says what it is a share of."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

from cxlib.terms.briefing import Briefing
from cxlib.terms.estimate import Withheld
from cxlib.wording.response import response_sentence
from cxlib.wording.tongue import Tongue


def test_every_branch_reads_as_written(
    briefing: Briefing, spoken: Tongue, agrees: Callable[[str, Mapping[str, str], Tongue], None]
) -> None:
    rates = {
        "known": briefing.response,
        "withheld": replace(briefing.response, rate=Withheld("no_invitations", "share")),
    }
    agrees("response", {case: response_sentence(rate, spoken) for case, rate in rates.items()}, spoken)
