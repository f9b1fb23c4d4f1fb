"""Each truth planted in the demo company is found again in its rows, with nothing but pandas."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from cxlib.demo import truths
from cxlib.demo.encounters import Encounter, Invitation
from cxlib.demo.export import SEED, written_survey
from cxlib.demo.verbatims import Written
from cxlib.terms.quarter import Quarter

STAGE_WEIGHTS = {"new": 0.25, "established": 0.60, "ended": 0.15}


@pytest.fixture(scope="module")
def survey() -> tuple[list[Invitation], list[tuple[Encounter, Written | None]]]:
    return written_survey(SEED)


@pytest.fixture(scope="module")
def answers(survey: tuple[list[Invitation], list[tuple[Encounter, Written | None]]]) -> pd.DataFrame:
    rows = [
        {
            "quarter": encounter.invitation.quarter.ordinal,
            "stage": encounter.invitation.stage,
            "channel": encounter.invitation.channel,
            "age_group": encounter.invitation.age_group,
            "customer": encounter.customer.number,
            "nps": encounter.nps,
            "csat": encounter.csat,
            "ces": encounter.ces,
            "heard": encounter.heard,
            "wait_minutes": encounter.wait_minutes,
            "wrote": written is not None and bool(written.text.strip("-.x")),
            "causes": written.causes if written else (),
        }
        for encounter, written in survey[1]
    ]
    frame = pd.DataFrame(rows)
    promoted = np.select([frame.nps >= 9, frame.nps >= 7], [100.0, 50.0], 0.0)
    csat, ces = (frame.csat - 1) / 4 * 100, (frame.ces - 1) / 6 * 100
    frame["first_index"] = 0.5 * promoted + 0.3 * csat + 0.2 * ces
    frame["second_index"] = 0.4 * promoted + 0.25 * csat + 0.15 * ces + 0.2 * (frame.heard - 1) / 4 * 100
    return frame


def of(answers: pd.DataFrame, *quarters: Quarter) -> pd.DataFrame:
    return answers[answers.quarter.isin([quarter.ordinal for quarter in quarters])]


def share(answers: pd.DataFrame, cause: str, *quarters: Quarter) -> float:
    written = of(answers, *quarters)
    written = written[written.wrote]
    return float(written.causes.map(lambda causes: cause in causes).mean())


def standard_error(values: pd.Series) -> float:
    return float(values.std() / np.sqrt(values.count()))


def test_there_are_as_many_answers_as_a_bank_would_have(
    survey: tuple[list[Invitation], list[tuple[Encounter, Written | None]]], answers: pd.DataFrame
) -> None:
    assert 95_000 <= len(survey[0]) <= 105_000
    assert 19_000 <= len(answers) <= 21_000
    assert 5_500 <= answers.wrote.sum() <= 6_500
    assert len(answers) / sum(one.delivered for one in survey[0]) == pytest.approx(0.205, abs=0.01)
    assert answers.quarter.nunique() == 12
    languages = pd.Series([written.language for _, written in survey[1] if written]).value_counts(normalize=True)
    assert languages["fi"] == pytest.approx(0.78, abs=0.03)
    assert languages["sv"] == pytest.approx(0.12, abs=0.02)


def test_customers_come_back(answers: pd.DataFrame) -> None:
    assert 1 - answers.customer.nunique() / len(answers) == pytest.approx(0.15, abs=0.03)
    assert answers.groupby("customer").quarter.nunique().max() > 1


def test_the_growing_cause_grows_and_costs_index_points(answers: pd.DataFrame) -> None:
    first, last = truths.QUARTERS[:3], truths.QUARTERS[-2:]
    assert share(answers, truths.GROWING_CAUSE, *first) == pytest.approx(0.06, abs=0.02)
    assert share(answers, truths.GROWING_CAUSE, *last) == pytest.approx(0.152, abs=0.025)
    impact = share(answers, truths.GROWING_CAUSE, *last) * coefficients(answers)[truths.GROWING_CAUSE]
    assert -6.5 < impact < -3.0


def test_every_cause_moves_the_score_its_way(answers: pd.DataFrame) -> None:
    for cause, effect in coefficients(answers).items():
        assert effect > 5 if cause in truths.PRAISE else effect < -8, cause


def coefficients(answers: pd.DataFrame) -> dict[str, float]:
    """Joint coefficients of all causes among those who wrote, by least squares."""
    written = answers[answers.wrote].dropna(subset=["first_index"])
    names = list(truths.CAUSE_EFFECTS)
    flags = [written.causes.map(lambda causes, name=name: name in causes).to_numpy(float) for name in names]
    fit = np.linalg.lstsq(np.column_stack([np.ones(len(written)), *flags]), written.first_index, rcond=None)
    return dict(zip(names, (float(value) for value in fit[0][1:]), strict=True))


def effect_of_action(answers: pd.DataFrame, *baseline: Quarter) -> float:
    """Difference in differences: what changed for those who phone, beyond what changed for the others."""
    after = [quarter for quarter in truths.QUARTERS if quarter >= truths.ACTION_QUARTER]
    phones = answers.channel == truths.ACTION_CHANNEL
    means = [of(answers[who], *when).first_index.mean() for who in (phones, ~phones) for when in (after, baseline)]
    return float((means[0] - means[1]) - (means[2] - means[3]))


def test_the_action_helped_those_who_phone(answers: pd.DataFrame) -> None:
    four_before = [quarter for quarter in truths.QUARTERS if quarter < truths.SELECTION_QUARTER][-4:]
    assert effect_of_action(answers, *four_before) == pytest.approx(6.7, abs=2.5)


def test_the_worst_quarter_as_a_starting_point_flatters_the_action(answers: pd.DataFrame) -> None:
    four_before = [quarter for quarter in truths.QUARTERS if quarter < truths.SELECTION_QUARTER][-4:]
    assert effect_of_action(answers, truths.SELECTION_QUARTER) > effect_of_action(answers, *four_before) + 4


def test_waiting_on_the_phone_became_shorter(answers: pd.DataFrame) -> None:
    phone = answers[answers.channel == truths.ACTION_CHANNEL]
    after = phone[phone.quarter >= truths.ACTION_QUARTER.ordinal].wait_minutes.mean()
    assert after < 0.7 * phone[phone.quarter < truths.ACTION_QUARTER.ordinal].wait_minutes.mean()


def test_the_rewritten_letters_helped_nobody(answers: pd.DataFrame) -> None:
    before = [quarter for quarter in truths.QUARTERS if quarter < truths.USELESS_ACTION_QUARTER]
    after = [quarter for quarter in truths.QUARTERS if quarter >= truths.USELESS_ACTION_QUARTER]
    changed = share(answers, truths.USELESS_ACTION_CAUSE, *after) - share(answers, truths.USELESS_ACTION_CAUSE, *before)
    assert abs(changed) < 0.012


def test_the_new_question_is_asked_from_the_overlap_quarter_on(answers: pd.DataFrame) -> None:
    asked = answers.groupby("quarter").heard.count()
    assert (asked[asked.index < truths.OVERLAP_QUARTER.ordinal] == 0).all()
    assert (asked[asked.index >= truths.OVERLAP_QUARTER.ordinal] > 1_000).all()


def test_the_revised_index_stands_lower_in_the_overlap_quarter(answers: pd.DataFrame) -> None:
    both = of(answers, truths.OVERLAP_QUARTER).dropna(subset=["first_index", "second_index"])
    link = both.second_index - both.first_index
    assert link.mean() == pytest.approx(-1.7, abs=0.8)
    assert abs(link.mean()) > 3 * standard_error(link)


def test_the_mix_shift_hides_that_every_stage_rose(answers: pd.DataFrame) -> None:
    """Kitagawa (1955), centred: the within part is positive and the mix part larger the other way."""
    before, after = (of(answers, quarter) for quarter in (truths.MIX_QUARTER.previous, truths.MIX_QUARTER))
    shares = [frame.stage.value_counts(normalize=True) for frame in (before, after)]
    means = [frame.groupby("stage").first_index.mean() for frame in (before, after)]
    within = ((shares[0] + shares[1]) / 2 * (means[1] - means[0])).sum()
    mix = ((shares[1] - shares[0]) * (means[0] + means[1]) / 2).sum()
    assert (means[1] > means[0]).all()
    assert within > 1.0
    assert mix < -4.0
    assert after.first_index.mean() < before.first_index.mean() - 1.0


def test_the_young_seldom_answer_and_are_less_happy(
    survey: tuple[list[Invitation], list[tuple[Encounter, Written | None]]], answers: pd.DataFrame
) -> None:
    asked = pd.Series([one.age_group for one in survey[0]]).value_counts()
    rates = answers.age_group.value_counts() / asked
    assert rates[truths.SILENT_GROUP] < 0.11
    assert rates["from_60"] > 0.27
    means = answers.groupby("age_group").first_index.mean()
    assert (means.drop(truths.SILENT_GROUP) - means[truths.SILENT_GROUP] > 3).all()


def test_the_regulated_cause_stays_as_it_is(answers: pd.DataFrame) -> None:
    half = len(truths.QUARTERS) // 2
    parts = [share(answers, truths.REGULATED_CAUSE, *part) for part in (truths.QUARTERS[:half], truths.QUARTERS[half:])]
    assert parts[0] == pytest.approx(0.035, abs=0.012)
    assert parts[1] == pytest.approx(0.035, abs=0.012)


def test_the_renewed_login_put_the_app_right(answers: pd.DataFrame) -> None:
    assert share(answers, "app_login", truths.LAST_QUARTER) < 0.6 * share(answers, "app_login", *truths.QUARTERS[-4:-1])


def test_the_last_quarter_has_something_to_tell(answers: pd.DataFrame) -> None:
    """The index rose beyond noise, thanks to established customers; for former ones nothing can be said."""
    last, before = (of(answers, quarter) for quarter in (truths.LAST_QUARTER, truths.LAST_QUARTER.previous))
    change, variance = 0.0, 0.0
    ratios = {}
    for stage, weight in STAGE_WEIGHTS.items():
        now, then = (frame[frame.stage == stage].second_index for frame in (last, before))
        error = np.hypot(standard_error(now), standard_error(then))
        ratios[stage] = (now.mean() - then.mean()) / error
        change += weight * (now.mean() - then.mean())
        variance += (weight * error) ** 2
    assert change / np.sqrt(variance) > 2
    assert ratios["established"] > 3
    assert ratios["new"] < 0
    assert abs(ratios["ended"]) < 2
