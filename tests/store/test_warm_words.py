"""The words that a store has are handed to the next import as they were stored."""

from __future__ import annotations

from pathlib import Path

from cxlib import loading
from cxlib.store.warm_words import stored_words
from tests import small_survey
from tests.small_survey import line, write


def test_an_import_begins_with_the_words_of_the_last(tmp_path: Path) -> None:
    folder = small_survey.settle(tmp_path / "bank")
    assert stored_words(folder) == {}
    rows = [line("R1", nps=3, why="Jonotin asiakaspalvelussa"), line("R2", nps=4, why="soita 040 1234567")]
    loading.import_files(folder, [write(tmp_path / "answers.csv", rows)], "own")
    words = stored_words(folder)
    assert words["asiakaspalvelussa", "fi"].parts[:2] == ("asiakas", "palvelu")
    assert "jonottaa" in words["jonotin", "fi"].lemmas
    assert not any("1234567" in form for form, _ in words)
