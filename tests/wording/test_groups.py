"""Every sentence on groups and on questions without an index, in every language."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from cxlib.terms.estimate import Estimate
from cxlib.terms.programme import Label, Question, QuestionKind
from cxlib.wording import groups, questions
from cxlib.wording.tongue import Tongue

SHARE = Estimate(0.88, 0.85, 0.9, 720, "share", 720.0, 0.01)


def question(kind: QuestionKind) -> Question:
    return Question("q", Label(fi="Kokemus", sv="Upplevelse", en="Experience"), kind, 1, 5)


def test_every_branch_reads_as_written(
    spoken: Tongue, agrees: Callable[[str, Mapping[str, str], Tongue], None]
) -> None:
    mean = Estimate(4.21, 4.1, 4.3, 20, "mean", 20.0, 0.05)
    said = {
        "no order": groups.groups_title((), (), spoken),
        "all alike": groups.groups_title(("A", "B"), (), spoken),
        "one best": groups.groups_title(("A",), ("B",), spoken),
        "some best": groups.groups_title(("A", "B"), ("C",), spoken),
        "place": groups.place_words(1, 1, spoken),
        "shared": groups.place_words(2, 4, spoken),
        "how to read": " | ".join(groups.shrinkage_sentences(spoken)),
        "too few": groups.too_few_groups(spoken),
        "hidden": groups.withheld_groups(("A", "B"), spoken),
        "none hidden": groups.withheld_groups((), spoken),
        "questions": questions.questions_title(spoken),
        "themes": questions.themes_title(spoken),
        "share": questions.question_headline(question("csat"), SHARE, spoken),
        "mean": questions.question_headline(question("ces"), mean, spoken),
        "nps": questions.question_headline(
            question("nps"), Estimate(12.0, 8.0, 16.0, 700, "points", 700.0, 2.0), spoken
        ),
        "note": questions.question_note(SHARE, spoken),
        "note on few": questions.question_note(mean, spoken),
        **{f"scale of {kind}": questions.scale_words(question(kind), spoken) for kind in ("nps", "csat", "ces")},
    }
    agrees("groups", said, spoken)
