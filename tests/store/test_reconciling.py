"""The same rows twice are counted once, and every row of every file is accounted for."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pandas as pd
import pytest

from cxlib.errors import DefinitionError
from cxlib.store.folder import StoreFolder, current, secret
from cxlib.store.snapshot import open_snapshot
from cxlib.store.writer import Writer
from cxlib.terms.feedback import Feedback, Reconciliation
from tests.store.survey import a_codebook, a_programme, accepted, made_up, write


def add(folder: Path, feedback: Feedback, reconciliation: Reconciliation | None = None) -> Reconciliation:
    with Writer(folder, a_programme()) as writer:
        outcome = writer.add(feedback, reconciliation or accepted(feedback), a_codebook())
        writer.publish()
    assert outcome.read == outcome.accepted + outcome.rejected + outcome.duplicates
    return outcome


def test_importing_the_same_file_twice_changes_nothing(tmp_path: Path) -> None:
    feedback = made_up(1, 40)
    add(tmp_path, feedback)
    before = current(tmp_path)
    again = add(tmp_path, feedback)
    assert current(tmp_path) == before
    assert (again.accepted, again.responses, again.duplicates) == (0, 0, 40)
    assert again.duplicate_rows == tuple(range(2, 42))
    assert not list(StoreFolder(tmp_path).store.glob("*.tmp"))


def test_a_file_that_repeats_half_of_another(tmp_path: Path) -> None:
    whole = made_up(1, 40)
    half = replace(
        whole,
        responses=whole.responses.iloc[:20],
        verbatims=whole.verbatims[whole.verbatims["response_key"].isin(whole.responses["response_key"].iloc[:20])],
    )
    add(tmp_path, half)
    outcome = add(tmp_path, whole)
    assert (outcome.accepted, outcome.responses, outcome.duplicates) == (20, 20, 20)
    assert outcome.duplicate_rows == tuple(range(2, 22))
    other = tmp_path / "other"
    add(other, whole)
    mine, theirs = (open_snapshot(folder, a_programme()) for folder in (tmp_path, other))
    assert mine.theme_counts() == theirs.theme_counts()
    assert [mine.respondents(quarter) for quarter in mine.quarters()] == [
        theirs.respondents(q) for q in theirs.quarters()
    ]


@pytest.mark.parametrize(
    "column", ["recommend", "weight", "channel", "employee", "waited", "day", "customer_key", "stage"]
)
def test_the_same_key_with_other_content_is_rejected(tmp_path: Path, column: str) -> None:
    feedback = made_up(1, 40)
    feedback.responses.loc[5, ["recommend", "channel", "employee", "waited", "customer_key", "stage"]] = (
        *(3, "web", "Aino", 1.5, "C1"),
        "new",
    )
    add(tmp_path, feedback)
    other = replace(feedback, responses=feedback.responses.copy())
    changed = {
        "recommend": 9,
        "weight": 2.0,
        "channel": "phone",
        "employee": "Bo",
        "waited": 2.5,
        "day": pd.Timestamp("2024-12-31"),
        "customer_key": "C2",
        "stage": "established",
    }
    other.responses.loc[5, column] = changed[column]
    outcome = add(tmp_path, other)
    (rejection,) = outcome.rejections
    assert (rejection.rows, rejection.example, rejection.column) == ((7,), "R5", "response_key")
    assert "imported before with other answers" in rejection.reason
    assert (outcome.accepted, outcome.duplicates) == (0, 39)


def test_another_text_under_the_same_key_is_rejected(tmp_path: Path) -> None:
    feedback = made_up(1, 40)
    add(tmp_path, feedback)
    other = replace(feedback, verbatims=feedback.verbatims.copy())
    other.verbatims.loc[0, "text"] = "something else"
    outcome = add(tmp_path, other)
    assert [rejection.example for rejection in outcome.rejections] == [feedback.verbatims["response_key"].iloc[0]]


def test_themes_and_keys_are_ours_and_no_part_of_an_answer(tmp_path: Path) -> None:
    """A better codebook or lexicon must not turn a repeated import into contradictions."""
    feedback = made_up(1, 40)
    add(tmp_path, feedback)
    other = replace(feedback, verbatims=feedback.verbatims.assign(themes=[[]] * len(feedback.verbatims)))
    assert add(tmp_path, other).duplicates == 40


def test_two_surveys_may_number_their_respondents_alike(tmp_path: Path) -> None:
    add(tmp_path, made_up(1, 40))
    other = made_up(2, 40)
    outcome = add(tmp_path, other, accepted(other, profile="another survey"))
    assert (outcome.accepted, outcome.duplicates, outcome.rejections) == (40, 0, ())


def test_every_row_of_a_respondent_is_counted(tmp_path: Path) -> None:
    feedback = made_up(1, 10)
    rows = [[2 * number + 2, 2 * number + 3] for number in range(10)]
    feedback = replace(feedback, responses=feedback.responses.assign(row=[r[0] for r in rows], rows=rows))
    counts = Reconciliation("file.csv", "survey", 22, 20, 10, 1, (22,), ())
    first = replace(feedback, responses=feedback.responses.iloc[:4], verbatims=feedback.verbatims.iloc[:0])
    feedback = replace(feedback, verbatims=feedback.verbatims.iloc[:0])
    with Writer(tmp_path, a_programme()) as writer:
        writer.add(first, replace(counts, read=8, accepted=8, responses=4, duplicates=0), a_codebook())
        outcome = writer.add(feedback, replace(counts, read=21), a_codebook())
    assert (outcome.accepted, outcome.responses, outcome.duplicates) == (12, 6, 9)
    assert outcome.duplicate_rows == (*range(2, 10), 22)
    assert outcome.read == outcome.accepted + outcome.rejected + outcome.duplicates


def test_rows_that_are_not_named_follow_their_respondents(tmp_path: Path) -> None:
    feedback = made_up(1, 10)
    counts = Reconciliation("file.csv", "survey", 25, 25, 10, 0, (), ())
    add(tmp_path, feedback, counts)
    outcome = add(tmp_path, feedback, counts)
    assert (outcome.accepted, outcome.duplicates) == (0, 25)


def test_invitations_are_counted_once(tmp_path: Path) -> None:
    asked = pd.DataFrame(
        {
            "day": pd.to_datetime(["2025-02-01", "2025-02-01", "2025-03-01"]),
            "stage": ["new", "new", "established"],
            "invited": [10, 5, 7],
            "delivered": [9, 5, 7],
            "row": [2, 3, 4],
        }
    )
    empty = made_up(1, 0)
    feedback = replace(empty, invitations=asked)
    assert add(tmp_path, feedback).accepted == 3
    assert add(tmp_path, feedback).duplicate_rows == (2, 3, 4)
    other = replace(empty, invitations=asked.assign(invited=[10, 5, 8]))
    outcome = add(tmp_path, other)
    assert [(rejection.rows, rejection.example) for rejection in outcome.rejections] == [((4,), "8")]
    assert outcome.duplicate_rows == (2, 3)
    tally = open_snapshot(tmp_path, a_programme()).invited_tally()
    assert sum(one.invited for one in tally.values()) == 22


def test_identities_are_stored_as_hashes_under_the_folders_own_key(tmp_path: Path) -> None:
    feedback = made_up(1, 40)
    marked = feedback.responses.assign(
        response_key="respondent-" + feedback.responses["response_key"], customer_key="mark-of-a-customer"
    )
    verbatims = feedback.verbatims.assign(response_key="respondent-" + feedback.verbatims["response_key"])
    add(tmp_path, replace(feedback, responses=marked, verbatims=verbatims))
    written = StoreFolder(tmp_path).file(str(current(tmp_path))).read_bytes()
    assert b"respondent-" not in written
    assert b"mark-of-a-customer" not in written
    key = tmp_path / "secret.key"
    assert key.stat().st_mode & 0o777 == 0o600
    assert secret(tmp_path) == key.read_text().strip()


def test_more_themes_than_a_mask_has_bits(tmp_path: Path) -> None:
    feedback = made_up(1, 10)
    with Writer(tmp_path, a_programme()) as writer:
        with pytest.raises(DefinitionError, match=r"62 themes apart, and the codebook.* makes 63.*Merge themes"):
            writer.add(feedback, accepted(feedback), a_codebook(63))
        writer.add(feedback, accepted(feedback), a_codebook(62))
        assert writer.publish() == "cx-000001"


def test_several_files_are_published_together(tmp_path: Path) -> None:
    with Writer(tmp_path, a_programme()) as writer:
        for number in range(3):
            feedback = made_up(number, 20, first=20 * number)
            writer.add(feedback, accepted(feedback), a_codebook())
        assert current(tmp_path) is None
        assert writer.publish() == "cx-000001"
        assert writer.publish() is None
    store = open_snapshot(tmp_path, a_programme())
    assert sum(store.respondents(quarter) for quarter in store.quarters()) == 60


def test_a_block_left_without_publishing_changes_nothing(tmp_path: Path) -> None:
    write(tmp_path, made_up(1, 10))
    with Writer(tmp_path, a_programme()) as writer:
        feedback = made_up(2, 10, first=10)
        writer.add(feedback, accepted(feedback), a_codebook())
    assert current(tmp_path) == "cx-000001"
    assert {path.name for path in StoreFolder(tmp_path).store.iterdir()} == {
        *("CURRENT", "versions.json", "writer.lock"),
        *("cx-000001.duckdb", "cx-000001.seal"),
    }
