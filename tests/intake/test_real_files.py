"""Two real surveys through their shipped profiles, against the numbers that stand in their publishers' README."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

from cxlib.intake import codebook_text, programme_text, read_codebook, read_file, read_profile, read_programme
from cxlib.terms.codebook import Codebook
from cxlib.terms.feedback import Feedback, Reconciliation

PROFILES = Path(__file__).parents[2] / "data" / "profiles"
Read = tuple[Feedback, Reconciliation, Codebook]


def read_with_its_own_programme(name: str, file: Path, folder: Path) -> Read:
    """What an import into an empty folder does: the profile brings programme and codebook."""
    profile = read_profile(PROFILES / f"{name}.toml")
    (folder / "programme.toml").write_text(programme_text(profile) or "", "utf-8")
    (folder / "codebook.toml").write_text(codebook_text(profile) or "", "utf-8")
    programme = read_programme(folder / "programme.toml")
    return *read_file(file, profile, programme), read_codebook(folder / "codebook.toml")


@pytest.fixture(scope="module")
def nhs(shared: Path, tmp_path_factory: pytest.TempPathFactory) -> Read:
    file = shared / "data" / "nhs_px" / "v6framework_230831.csv"
    return read_with_its_own_programme("nhs_px", file, tmp_path_factory.mktemp("nhs"))


@pytest.fixture(scope="module")
def sfo(shared: Path, tmp_path_factory: pytest.TempPathFactory) -> Read:
    file = shared / "data" / "sfo_2017" / "survey_2017.csv"
    return read_with_its_own_programme("sfo_2017", file, tmp_path_factory.mktemp("sfo"))


def test_nhs_rows_all_find_their_place(nhs: Read) -> None:
    _, reconciliation, _ = nhs
    assert (reconciliation.read, reconciliation.accepted, reconciliation.responses) == (7908, 7908, 4466)
    assert (reconciliation.rejected, reconciliation.duplicates) == (0, 0)


@pytest.mark.parametrize(
    ("trust", "percent", "n"),
    [(None, 85.26, 4227), ("neas", 86.66, 2915), ("nhft", 82.16, 1312)],
    ids=["all", "NEAS", "NHFT"],
)
def test_nhs_positive_share_counts_a_respondent_once(nhs: Read, trust: str | None, percent: float, n: int) -> None:
    responses = nhs[0].responses
    scores = (responses if trust is None else responses[responses["trust"] == trust])["fft"].dropna()
    assert len(scores) == n
    assert round(100 * scores.isin([1, 2]).mean(), 2) == percent


def test_nhs_negative_answers_have_the_themes_that_people_coded(nhs: Read) -> None:
    feedback, _, _ = nhs
    negative = feedback.human_tones[feedback.human_tones["tone"] == -1]
    assert len(negative) == 1625
    coded = negative.merge(feedback.human_codes, on=["response_key", "question"])
    top = coded["theme"].value_counts()
    assert top.head(2).to_dict() == {"timeliness": 486, "contacting": 221}
    assert top["listening"] == 156
    by_service = coded.merge(feedback.responses[["response_key", "service"]], on="response_key")
    counts = by_service.groupby(["service", "theme"]).size()
    assert (counts["nhs_111", "contacting"], counts["nhs_111", "timeliness"]) == (159, 135)
    assert (counts["patient_transport", "timeliness"], counts["patient_transport", "transport"]) == (75, 69)


def test_nhs_negative_answers_are_all_there_to_read(nhs: Read) -> None:
    feedback, _, _ = nhs
    negative = feedback.human_tones[feedback.human_tones["tone"] == -1]
    read = negative.merge(feedback.verbatims, on=["response_key", "question"])
    assert len(read) == 1625
    assert set(feedback.verbatims["question"]) == {"why", "better", "service_111", "good"}


def test_nhs_human_themes_are_those_of_the_codebook(nhs: Read) -> None:
    feedback, _, codebook = nhs
    assert set(feedback.human_codes["theme"]) <= {theme.id for theme in codebook.themes}


def test_nhs_dates_of_both_customs_fall_on_the_same_days(nhs: Read) -> None:
    """289 rows of one service can only be month/day; read so, no respondent's rows disagree about the day."""
    feedback, reconciliation, _ = nhs
    assert not [note for note in reconciliation.notes if "rows differ" in note]
    days = feedback.responses["day"]
    assert (days.min(), days.max()) == (pd.Timestamp("2021-04-01"), pd.Timestamp("2022-09-30"))


def test_sfo_nps_plain_and_weighted(sfo: Read) -> None:
    responses = sfo[0].responses
    answered = responses[responses["nps"].notna()]
    points = (answered["nps"] >= 9).astype(int) - (answered["nps"] <= 6).astype(int)
    assert len(answered) == 2746
    assert round(100 * points.mean(), 2) == 39.84
    assert round(100 * (points * answered["weight"]).sum() / answered["weight"].sum(), 2) == 40.40


def test_sfo_overall_rating_leaves_out_the_codes_for_no_answer(sfo: Read) -> None:
    overall = sfo[0].responses["overall"].dropna()
    assert len(overall) == 2688
    assert round(float(overall.mean()), 6) == 4.064360
    assert round(100 * (overall >= 4).mean(), 3) == 82.068


def test_sfo_codes_of_the_open_answers(sfo: Read) -> None:
    feedback, _, codebook = sfo
    codes = feedback.human_codes
    themes = codes["theme"].value_counts()
    assert (themes["praise"], themes["food_choice"], themes["charging"]) == (269, 150, 116)
    assert set(codes["theme"]) <= {theme.id for theme in codebook.themes}
    assert codes["response_key"].nunique() == 1423


def test_sfo_days_are_in_may(sfo: Read) -> None:
    days = sfo[0].responses["day"]
    assert days.dt.strftime("%Y-%m").unique().tolist() == ["2017-05"]
