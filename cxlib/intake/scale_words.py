"""Words in which scales are commonly answered, from the worst answer to the best, in three languages."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Final

from cxlib.intake.profile_source import folded

#: Each scale by its points, worst first; a point may be worded in several ways. Sources: the standard scales of
#: SurveyMonkey, Qualtrics, Webropol and Questback, and NHS England's Friends and Family Test.
SCALES: Final[tuple[tuple[str, ...], ...]] = (
    (
        "strongly disagree|completely disagree|totally disagree|fully disagree",
        "disagree|somewhat disagree|moderately disagree|slightly disagree|partly disagree",
        "neither agree nor disagree|neutral|neither",
        "agree|somewhat agree|moderately agree|slightly agree|partly agree",
        "strongly agree|completely agree|totally agree|fully agree",
    ),
    (
        "very dissatisfied|extremely dissatisfied|not at all satisfied|very unsatisfied|completely dissatisfied",
        "dissatisfied|somewhat dissatisfied|unsatisfied|not so satisfied|rather dissatisfied|fairly dissatisfied",
        "neither satisfied nor dissatisfied|neutral|somewhat satisfied|neither",
        "satisfied|very satisfied (4)|rather satisfied|fairly satisfied",
        "very satisfied|extremely satisfied|completely satisfied",
    ),
    (
        "very dissatisfied|extremely dissatisfied",
        "dissatisfied|somewhat dissatisfied",
        "neither satisfied nor dissatisfied|neutral|neither",
        "somewhat satisfied",
        "very satisfied|extremely satisfied",
    ),
    (
        "very poor|terrible|very bad",
        "poor|bad",
        "neither good nor poor|fair|average|ok|okay|acceptable",
        "good",
        "very good|excellent|great",
    ),
    (
        "extremely unlikely|very unlikely|not at all likely",
        "unlikely|somewhat unlikely",
        "neither likely nor unlikely|neutral",
        "likely|somewhat likely",
        "extremely likely|very likely",
    ),
    (
        "very difficult|extremely difficult",
        "difficult|somewhat difficult|rather difficult",
        "neither easy nor difficult|neutral",
        "easy|somewhat easy|rather easy",
        "very easy|extremely easy",
    ),
    (
        "very unfavorably",
        "somewhat unfavorably",
        "neither favorably nor unfavorably (neutral)",
        "somewhat favorably",
        "very favorably",
    ),
    ("poor", "fair", "good", "very good", "excellent"),
    ("not at all", "slightly|a little", "moderately|somewhat", "very|quite a bit|a lot", "extremely|completely"),
    ("never", "rarely|seldom", "sometimes", "often|usually", "always"),
    ("bad|negative|thumbs down", "good|positive|thumbs up"),
    ("unhappy|sad|negative", "neutral|ok", "happy|glad|positive"),
    ("very unhappy", "unhappy", "neutral", "happy", "very happy"),
    (
        "täysin eri mieltä|vahvasti eri mieltä",
        "jokseenkin eri mieltä|osittain eri mieltä|eri mieltä|melko eri mieltä|hieman eri mieltä",
        "ei samaa eikä eri mieltä|en samaa enkä eri mieltä|en samaa, enkä eri mieltä|ei samaa, eikä eri mieltä"
        "|neutraali|siltä väliltä|ei kumpaakaan",
        "jokseenkin samaa mieltä|osittain samaa mieltä|samaa mieltä|melko samaa mieltä|hieman samaa mieltä",
        "täysin samaa mieltä|vahvasti samaa mieltä",
    ),
    (
        "erittäin tyytymätön|hyvin tyytymätön|täysin tyytymätön|todella tyytymätön",
        "tyytymätön|melko tyytymätön|jokseenkin tyytymätön|hieman tyytymätön",
        "ei tyytyväinen eikä tyytymätön|en tyytyväinen enkä tyytymätön|ei tyytymätön eikä tyytyväinen"
        "|en tyytymätön enkä tyytyväinen|ei kumpikaan|ei kumpaakaan|neutraali|siltä väliltä",
        "tyytyväinen|melko tyytyväinen|jokseenkin tyytyväinen|hieman tyytyväinen",
        "erittäin tyytyväinen|hyvin tyytyväinen|täysin tyytyväinen|todella tyytyväinen",
    ),
    (
        "erittäin huono|erittäin huonosti|erittäin heikko|todella huono|hyvin huono|hyvin huonosti|surkea",
        "huono|melko huono|huonosti|melko huonosti|heikko|välttävä",
        "kohtalainen|tyydyttävä|keskinkertainen|ei hyvä eikä huono|ei hyvin eikä huonosti|kohtalaisesti|ok|neutraali",
        "hyvä|melko hyvä|hyvin|melko hyvin",
        "erittäin hyvä|erinomainen|erittäin hyvin|kiitettävä|todella hyvä|erinomaisesti",
    ),
    ("heikko|huono|välttävä", "tyydyttävä|kohtalainen", "hyvä", "kiitettävä|erittäin hyvä", "erinomainen"),
    (
        "erittäin vaikeaa|hyvin vaikeaa|erittäin vaikea|erittäin hankalaa|todella vaikeaa",
        "vaikeaa|melko vaikeaa|vaikea|hankalaa|melko vaikea|jokseenkin vaikeaa",
        "ei helppoa eikä vaikeaa|neutraali|ei vaikeaa eikä helppoa",
        "helppoa|melko helppoa|helppo|melko helppo|jokseenkin helppoa",
        "erittäin helppoa|hyvin helppoa|erittäin helppo|todella helppoa",
    ),
    (
        "erittäin epätodennäköisesti|hyvin epätodennäköisesti|en missään tapauksessa",
        "epätodennäköisesti|melko epätodennäköisesti",
        "ei todennäköisesti eikä epätodennäköisesti|ehkä|neutraali",
        "todennäköisesti|melko todennäköisesti",
        "erittäin todennäköisesti|hyvin todennäköisesti|ehdottomasti",
    ),
    (
        "ei lainkaan|en lainkaan|ei ollenkaan|en ollenkaan",
        "vähän|hieman|melko vähän|huonosti",
        "jonkin verran|kohtalaisesti|osittain",
        "paljon|melko paljon|hyvin",
        "erittäin paljon|hyvin paljon|täysin|erittäin hyvin",
    ),
    ("ei koskaan|en koskaan", "harvoin", "joskus|silloin tällöin", "usein", "aina"),
    (
        "instämmer inte alls|helt av annan åsikt|tar helt avstånd|stämmer inte alls",
        "instämmer delvis inte|delvis av annan åsikt|instämmer inte|instämmer i låg grad|stämmer dåligt",
        "varken eller|varken av samma eller annan åsikt|neutral|instämmer varken eller",
        "instämmer delvis|delvis av samma åsikt|instämmer|instämmer i hög grad|stämmer ganska bra"
        "|instämmer till stor del",
        "instämmer helt|helt av samma åsikt|stämmer helt|stämmer mycket bra",
    ),
    (
        "mycket missnöjd|väldigt missnöjd",
        "missnöjd|ganska missnöjd",
        "varken nöjd eller missnöjd|varken eller|neutral",
        "nöjd|ganska nöjd",
        "mycket nöjd|väldigt nöjd",
    ),
    (
        "mycket dålig|mycket dåligt",
        "dålig|dåligt|ganska dålig|ganska dåligt",
        "varken bra eller dålig|medelmåttig|varken bra eller dåligt|godkänt|okej",
        "bra|god|ganska bra",
        "mycket bra|utmärkt",
    ),
    (
        "mycket svårt|väldigt svårt",
        "svårt|ganska svårt",
        "varken lätt eller svårt|neutral",
        "lätt|ganska lätt|enkelt|ganska enkelt",
        "mycket lätt|väldigt lätt|mycket enkelt",
    ),
    ("aldrig", "sällan", "ibland", "ofta", "alltid"),
    ("😡|😠|🤬|😭", "🙁|☹|😞|😟|😕|😒", "😐|😑|😶", "🙂|☺|😊|😌", "😀|😃|😄|😁|😍|🤩|😆"),
    ("👎", "👍"),
    ("★|⭐|★☆☆☆☆", "★★|⭐⭐|★★☆☆☆", "★★★|⭐⭐⭐|★★★☆☆", "★★★★|⭐⭐⭐⭐|★★★★☆", "★★★★★|⭐⭐⭐⭐⭐"),
)
#: Of the words of a column, the share that a scale has to have before the others are asked about.
_KNOWN: Final = 0.5

#: What people choose who have no answer; it is not the middle of a scale.
NO_ANSWER: Final = frozenset(
    folded(words)
    for words in (
        *("Don't know", "Dont know", "Do not know", "Not sure", "N/A", "NA", "Not applicable", "Prefer not to say"),
        *("No opinion", "Did not answer", "Blank", "None", "Unknown", "Unfamiliar (N/A)", "I don't know", "null", "-"),
        *("En osaa sanoa", "EOS", "En tiedä", "Ei koske minua", "Ei kokemusta", "Ei mielipidettä", "En halua vastata"),
        *("Vet ej", "Vet inte", "Ingen åsikt", "Ej aktuellt", "Kan inte säga", "Vill inte svara", "#N/A", "?"),
        *("Ei vastausta", "Ei vastannut", "Ei sovellu", "Ei relevantti", "Ei arvosanaa", "Inget svar", "Ej svar"),
        *(
            "No answer",
            "No response",
            "Not rated",
            "Unrated",
            "Offered",
            "Unoffered",
            "Skipped",
            "n.a.",
            "en osaa sanoa/ei kokemusta",
        ),
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
    for scale in sorted(SCALES, key=lambda scale: len(scale) != len(set(words))):
        found = _placed(words, scale)
        if len(found) == len(set(words)) > 1 and len(set(found.values())) == len(found):
            return found
    return None


def partly_worded(words: Collection[str]) -> tuple[Mapping[str, int], int]:
    """Return the points of the words that the nearest scale has, where it has half of them or more; and its length.

    The other words are for a person to place: nothing says that they are on the scale at all.

    >>> partly_worded(["Hyvä", "Huono", "Menettelee"])
    ({'Hyvä': 4, 'Huono': 2}, 5)
    >>> partly_worded(["Hyvä", "Punainen", "Sininen"])
    ({}, 0)
    """
    near = max(SCALES, key=lambda scale: len(_placed(words, scale)))
    found = _placed(words, near)
    is_near = len(found) > 1 and len(found) >= _KNOWN * len(words) and len(set(found.values())) == len(found)
    return (found, len(near)) if is_near else ({}, 0)


def _placed(words: Collection[str], scale: tuple[str, ...]) -> dict[str, int]:
    """The points of those of the words that are of a scale."""
    points = {folded(way): place for place, point in enumerate(scale, start=1) for way in point.split("|")}
    met = {word: points.get(folded(word).replace("\ufe0f", ""), 0) for word in words}
    return {word: place for word, place in met.items() if place}


def scale_length(words: Collection[str]) -> int:
    """Return how many points the scale has on which `worded_scale` put the words."""
    near = sorted(SCALES, key=lambda scale: len(scale) != len(set(words)))
    found = (len(scale) for scale in near if len(_placed(words, scale)) == len(set(words)))
    return next(found, 0)
