"""Words in which scales are commonly answered, from the worst answer to the best, in three languages."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Final

from cxlib.intake.profile_source import folded

#: Each scale by its points, worst first; a point may be worded in several ways. Sources: the standard scales of
#: SurveyMonkey, Qualtrics, Webropol and Questback, and NHS England's Friends and Family Test.
SCALES: Final[tuple[tuple[str, ...], ...]] = (
    (
        "strongly disagree|completely disagree|totally disagree",
        "disagree|somewhat disagree|moderately disagree",
        "neither agree nor disagree|neutral|neither",
        "agree|somewhat agree|moderately agree",
        "strongly agree|completely agree|totally agree",
    ),
    (
        "very dissatisfied|extremely dissatisfied|not at all satisfied|very unsatisfied",
        "dissatisfied|somewhat dissatisfied|unsatisfied|not so satisfied",
        "neither satisfied nor dissatisfied|neutral|somewhat satisfied",
        "satisfied|very satisfied (4)",
        "very satisfied|extremely satisfied|completely satisfied",
    ),
    ("very poor", "poor", "neither good nor poor|fair|average|ok|acceptable", "good", "very good|excellent"),
    (
        "extremely unlikely|very unlikely|not at all likely",
        "unlikely|somewhat unlikely",
        "neither likely nor unlikely|neutral",
        "likely|somewhat likely",
        "extremely likely|very likely",
    ),
    (
        "very difficult|extremely difficult",
        "difficult",
        "neither easy nor difficult|neutral",
        "easy",
        "very easy|extremely easy",
    ),
    (
        "very unfavorably",
        "somewhat unfavorably",
        "neither favorably nor unfavorably (neutral)",
        "somewhat favorably",
        "very favorably",
    ),
    ("never", "rarely|seldom", "sometimes", "often|usually", "always"),
    ("bad|negative", "good|positive"),
    (
        "täysin eri mieltä",
        "jokseenkin eri mieltä|osittain eri mieltä|eri mieltä",
        "ei samaa eikä eri mieltä|en samaa enkä eri mieltä|neutraali",
        "jokseenkin samaa mieltä|osittain samaa mieltä|samaa mieltä",
        "täysin samaa mieltä",
    ),
    (
        "erittäin tyytymätön|hyvin tyytymätön",
        "tyytymätön|melko tyytymätön|jokseenkin tyytymätön",
        "ei tyytyväinen eikä tyytymätön|ei kumpikaan|neutraali",
        "tyytyväinen|melko tyytyväinen|jokseenkin tyytyväinen",
        "erittäin tyytyväinen|hyvin tyytyväinen",
    ),
    (
        "erittäin huono|erittäin huonosti",
        "huono|melko huono|huonosti|melko huonosti",
        "kohtalainen|tyydyttävä|keskinkertainen|ei hyvä eikä huono|ei hyvin eikä huonosti",
        "hyvä|melko hyvä|hyvin|melko hyvin",
        "erittäin hyvä|erinomainen|erittäin hyvin|kiitettävä",
    ),
    (
        "erittäin vaikeaa|hyvin vaikeaa|erittäin vaikea",
        "vaikeaa|melko vaikeaa|vaikea",
        "ei helppoa eikä vaikeaa|neutraali",
        "helppoa|melko helppoa|helppo",
        "erittäin helppoa|hyvin helppoa|erittäin helppo",
    ),
    (
        "erittäin epätodennäköisesti",
        "epätodennäköisesti|melko epätodennäköisesti",
        "ei todennäköisesti eikä epätodennäköisesti|ehkä",
        "todennäköisesti|melko todennäköisesti",
        "erittäin todennäköisesti",
    ),
    ("ei koskaan", "harvoin", "joskus|silloin tällöin", "usein", "aina"),
    (
        "instämmer inte alls|helt av annan åsikt",
        "instämmer delvis inte|delvis av annan åsikt|instämmer inte",
        "varken eller|varken av samma eller annan åsikt",
        "instämmer delvis|delvis av samma åsikt|instämmer",
        "instämmer helt|helt av samma åsikt",
    ),
    (
        "mycket missnöjd",
        "missnöjd|ganska missnöjd",
        "varken nöjd eller missnöjd|varken eller",
        "nöjd|ganska nöjd",
        "mycket nöjd",
    ),
    (
        "mycket dålig|mycket dåligt",
        "dålig|dåligt",
        "varken bra eller dålig|medelmåttig",
        "bra|god",
        "mycket bra|utmärkt",
    ),
    ("mycket svårt", "svårt|ganska svårt", "varken lätt eller svårt", "lätt|ganska lätt", "mycket lätt"),
)

#: What people choose who have no answer; it is not the middle of a scale.
NO_ANSWER: Final = frozenset(
    folded(words)
    for words in (
        *("Don't know", "Dont know", "Do not know", "Not sure", "N/A", "NA", "Not applicable", "Prefer not to say"),
        *("No opinion", "Did not answer", "Blank", "None", "Unknown", "Unfamiliar (N/A)", "I don't know", "null", "-"),
        *("En osaa sanoa", "EOS", "En tiedä", "Ei koske minua", "Ei kokemusta", "Ei mielipidettä", "En halua vastata"),
        *("Vet ej", "Vet inte", "Ingen åsikt", "Ej aktuellt", "Kan inte säga", "Vill inte svara", "#N/A", "?"),
    )
)


def worded_scale(words: Collection[str]) -> Mapping[str, int] | None:
    """Return the points that words mean on the one scale that has them all, from 1; None where no scale has.

    Of a scale that several points of the words fall on, each point may be worded once.

    >>> worded_scale(["Hyvä", "Erittäin hyvä", "Huono"])
    {'Hyvä': 4, 'Erittäin hyvä': 5, 'Huono': 2}
    >>> worded_scale(["Hyvä", "Punainen"]) is None
    True
    """
    for scale in SCALES:
        points = {folded(way): place for place, point in enumerate(scale, start=1) for way in point.split("|")}
        found = {word: points.get(folded(word), 0) for word in words}
        if len(found) > 1 and all(found.values()) and len(set(found.values())) == len(found):
            return found
    return None


def scale_length(words: Collection[str]) -> int:
    """Return how many points the scale has on which `worded_scale` put the words."""
    for scale in SCALES:
        ways = {folded(way) for point in scale for way in point.split("|")}
        if all(folded(word) in ways for word in words):
            return len(scale)
    return 0
