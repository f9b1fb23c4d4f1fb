"""What the demo company's customers posted on social media: of the same encounters, by those who felt most."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import timedelta
from pathlib import Path

from cxlib.demo import truths
from cxlib.demo.chance import Chance
from cxlib.demo.encounters import Encounter, survey
from cxlib.demo.export import SEED, write_sheet
from cxlib.demo.verbatims import Writers

POSTS_FILE = "some.csv"
HEADER = ("post_id", "created_at", "platform", "text", "sentiment")
#: Of those who wrote to the survey, the share that also posts, by score: whoever is angry or delighted does.
POSTING = (0.42, 0.42, 0.36, 0.32, 0.28, 0.20, 0.16, 0.08, 0.08, 0.12, 0.20)
#: Posts that the service left without a tone.
UNTOLD = 0.09
PLATFORMS = (("Facebook", 0.42), ("X", 0.23), ("Instagram", 0.17), ("Suomi24", 0.12), ("LinkedIn", 0.06))
#: What a post opens and ends with, mostly nothing.
OPENINGS = (
    *("",) * 9,
    *("Vaahtera Pankki, ", "Terveisiä Vaahtera Pankille: ", "Pankkiasiaa: "),
    *("@VaahteraPankki ", "Hei @VaahteraPankki! "),
)
ENDINGS = (*("",) * 10, " #vaahterapankki", " #pankki", " #asiakaspalvelu", " #asiakaskokemus")
#: And at times with a face that fits.
FACES = {True: " 👍", False: " 🙄"}
#: Nobody posts about the score that they gave in a survey.
_SURVEY = re.compile(
    r"kysely|arvosan|pistettä|numero|annoin|kuuto|vitos|seisk|kasi|ysi|survey|score|rating|hence the|enkät|betyg|poäng"
    r"|sexa|femma|sjua|därför",
    re.IGNORECASE,
)
_SHORTEST = 15


def write_posts(folder: Path, *, seed: int = SEED) -> Path:
    """Write the posts as a listening service exports them; read by the profile `social_posts`.

    Parameters
    ----------
    folder
        Where the file goes; made if it is not there.
    seed
        That of the demo: the same one gives the same bytes on every machine.
    """
    folder.mkdir(parents=True, exist_ok=True)
    return write_sheet(folder / POSTS_FILE, HEADER, _rows(seed), ",")


def _rows(seed: int) -> Iterable[tuple[str, ...]]:
    chance, writers, number = Chance(seed + 6), Writers(seed + 7), 0
    for encounter in survey(seed)[1]:
        if not encounter.wrote or not chance.happens(POSTING[encounter.nps]):
            continue
        text = _text(encounter, writers, chance)
        day = encounter.invitation.day + timedelta(days=chance.below(5))
        platform, hour, minute = chance.weighted(PLATFORMS), 6 + chance.below(17), chance.below(60)
        tone = _tone(encounter.nps, chance)
        if text and day <= truths.LAST_QUARTER.last_day:
            number += 1
            yield f"S{number:05d}", f"{day:%Y-%m-%d}T{hour:02d}:{minute:02d}:00", platform, text, tone


def _text(encounter: Encounter, writers: Writers, chance: Chance) -> str:
    """What is posted; nothing where it would be a dash, or speaks of the survey."""
    written = writers.write(encounter)
    opening, ending = chance.pick(OPENINGS), chance.pick(ENDINGS)
    if written is None or len(written.text) < _SHORTEST or _SURVEY.search(written.text):
        return ""
    if written.language != "fi":
        opening = ""
    if not ending and chance.happens(0.12) and (encounter.nps >= 9 or encounter.nps <= 5):
        ending = FACES[encounter.nps >= 9]
    return f"{opening}{written.text}{ending}".replace("\n", " ")


def _tone(nps: int, chance: Chance) -> str:
    """What the listening service says of the post; it errs, and leaves some out."""
    if chance.happens(UNTOLD):
        return "ei koodattu"
    if nps >= 9:
        return chance.weighted((("positive", 0.86), ("neutral", 0.11), ("negative", 0.03)))
    if nps >= 7:
        return chance.weighted((("positive", 0.28), ("neutral", 0.54), ("negative", 0.18)))
    return chance.weighted((("positive", 0.04), ("neutral", 0.14), ("negative", 0.82)))
