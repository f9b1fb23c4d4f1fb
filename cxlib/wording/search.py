"""What a search found, of how many, and that personal data has been masked."""

from __future__ import annotations

from cxlib.terms.briefing import VerbatimPage
from cxlib.wording.explanation import answers
from cxlib.wording.inflection import out_of
from cxlib.wording.refusals import refusal
from cxlib.wording.tongue import Tongue


def found_words(page: VerbatimPage, tongue: Tongue) -> str:
    """Return the count: "4 vastausta 842:sta".

    >>> from cxlib.wording.tongue import tongue
    >>> found_words(VerbatimPage((), 4, 842), tongue("fi")), found_words(VerbatimPage((), 1, 11), tongue("fi"))
    ('4 vastausta 842:sta', '1 vastaus 11:stä')
    """
    if page.withheld is not None:
        return refusal(page.withheld, tongue)
    if page.of == 0:
        return tongue._("Näillä rajauksilla ei ole avoimia vastauksia.")
    if page.found == 0:
        return tongue._("Haulla ei löytynyt yhtään vastausta {of}.").format(of=out_of(page.of, tongue))
    if page.found == page.of:
        return answers(page.found, tongue)
    counted = tongue.ngettext("{found} vastaus {of}", "{found} vastausta {of}", page.found)
    return counted.format(found=tongue.count(page.found), of=out_of(page.of, tongue))


def search_sentence(page: VerbatimPage, tongue: Tongue) -> str:
    """Return the line over the answers: the count, and what has been masked."""
    if page.withheld is not None or page.found == 0:
        return found_words(page, tongue)
    return tongue._("{count} · nimet ja yhteystiedot peitetään automaattisesti").format(count=found_words(page, tongue))
