"""Alerts over the made-up bank find what is planted in it; over a bank where nothing moves they keep their budget."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from streamlit.testing.v1 import AppTest

from cxlib import loading
from cxlib.__main__ import main
from cxlib.demo import truths
from cxlib.errors import SelectionError
from cxlib.store.feedback_store import FeedbackStore
from cxlib.terms.alert import Alert, Watch
from cxlib.terms.quarter import Quarter
from cxlib.watch import watch
from cxlib.wording.tongue import tongue

ROUTER = Path(__file__).parents[1] / "cxlib" / "app" / "router.py"


@pytest.fixture(scope="module")
def here(built_demo: Path) -> loading.Organisation:
    return loading.organisation(built_demo)


@pytest.fixture(scope="module")
def store(here: loading.Organisation) -> FeedbackStore:
    return loading.open_store(here)


@pytest.fixture(scope="module")
def watched(here: loading.Organisation, store: FeedbackStore) -> dict[Quarter, Watch]:
    return {quarter: watch(store, here.programme, here.codebook, quarter) for quarter in store.quarters()}


def alerts(watched: dict[Quarter, Watch], subject: str, direction: str, *quarters: Quarter) -> list[Alert]:
    return [
        alert
        for quarter in quarters
        for alert in watched[quarter].alerts
        if (alert.subject, alert.direction) == (subject, direction)
    ]


def test_the_renewed_app_is_noticed_in_its_first_two_months(watched: dict[Quarter, Watch]) -> None:
    (alert,) = alerts(watched, "app_login", "risen", Quarter(2024, 3))
    assert str(alert.month) in {"2024-07", "2024-08"}
    assert alert.level == pytest.approx(0.05, abs=0.02)


def test_the_growing_cause_is_noticed_while_it_grows(watched: dict[Quarter, Watch]) -> None:
    assert alerts(watched, truths.GROWING_CAUSE, "risen", *truths.QUARTERS[4:])
    assert not alerts(watched, truths.GROWING_CAUSE, "fallen", *truths.QUARTERS)


def test_the_last_quarters_rise_is_that_of_established_customers(watched: dict[Quarter, Watch]) -> None:
    assert alerts(watched, "established", "risen", truths.LAST_QUARTER)
    assert alerts(watched, "cx_index", "risen", truths.LAST_QUARTER)
    assert not alerts(watched, "ended", "risen", truths.LAST_QUARTER)


def test_the_first_quarter_has_nothing_to_compare_with(watched: dict[Quarter, Watch]) -> None:
    first = watched[truths.FIRST_QUARTER]
    assert first.blind
    assert first.series == 0
    assert {one.why.reason for one in first.unwatched} == {"too_few", "too_few_mentions"}


def test_a_cause_too_rare_is_not_watched(watched: dict[Quarter, Watch]) -> None:
    rare = {one.subject for one in watched[truths.LAST_QUARTER].unwatched}
    assert rare == {"dealer"}


def test_the_months_of_a_quarter_add_up_to_the_quarter(store: FeedbackStore) -> None:
    quarter = truths.LAST_QUARTER
    for stage in ("new", "established", "ended"):
        whole, months = store.index_tally()[quarter, stage], store.month_tally()
        parts = [tally for (month, one), tally in months.items() if (month.quarter, one) == (quarter, stage)]
        total = parts[0] + parts[1] + parts[2]
        assert len(parts) == 3
        assert total.respondents == whole.respondents
        for name in ("counts", "answered", "total", "pairs", "cross", "products"):
            np.testing.assert_allclose(getattr(total, name), getattr(whole, name), rtol=1e-9)


def test_mentions_by_month_are_those_of_the_causes(store: FeedbackStore) -> None:
    quarter = truths.LAST_QUARTER
    tally = store.cause_tally(quarter)
    by_month = store.mention_tally()
    for at, theme in enumerate(tally.themes):
        months = [one for month, one in by_month[theme].items() if month.quarter == quarter]
        named = (tally.mentions[:, at] > 0) & tally.wrote
        assert sum(one.counts[1] for one in months) == tally.count[named].sum()
        assert sum(one.respondents for one in months) == tally.count[tally.wrote].sum()


def test_a_smaller_budget_alarms_less(here: loading.Organisation, store: FeedbackStore) -> None:
    few = [watch(store, here.programme, here.codebook, quarter, false_alarms=0.05) for quarter in truths.QUARTERS]
    many = [watch(store, here.programme, here.codebook, quarter, false_alarms=5) for quarter in truths.QUARTERS]
    assert few[-1].limit > many[-1].limit
    assert sum(len(one.alerts) for one in few) < sum(len(one.alerts) for one in many)


@pytest.mark.parametrize("budget", [0.0, -1.0, 100.0, float("nan")])
def test_a_budget_that_cannot_be_kept_is_refused(
    here: loading.Organisation, store: FeedbackStore, budget: float
) -> None:
    with pytest.raises(SelectionError, match="false alarms a quarter"):
        watch(store, here.programme, here.codebook, false_alarms=budget)


def test_a_programme_without_an_index_is_watched_by_its_themes(
    here: loading.Organisation, store: FeedbackStore
) -> None:
    bare = replace(here.programme, index_versions=())
    found = watch(store, bare, here.codebook)
    assert {alert.kind for alert in found.alerts} <= {"cause"}
    assert found.causes is None


def test_page_and_command_say_the_same_and_no_number_without_its_interval(
    demo_folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["watch", "--json"]) == 3
    record = json.loads(capsys.readouterr().out)
    assert main(["watch"]) == 3
    text = capsys.readouterr().out
    at = AppTest.from_file(str(ROUTER), default_timeout=60).run()
    at.switch_page("../../pages/alerts.py").run()
    assert not at.exception
    page = "\n".join(str(each.value) for each in (*at.title, *at.markdown)).replace("\\", "")
    assert record["alerts"]
    assert "enintään yksi on odotettavissa sattumasta" in record["headline"]
    for told in (text, page):
        assert record["headline"] in told
        assert all(alert["sentence"] in told and alert["evidence"] in told for alert in record["alerts"])
    finnish = tongue("fi")
    for alert in record["alerts"]:
        assert alert["level_low"] < alert["level"] < alert["level_high"]
        assert finnish.count(alert["now"]["n"]) in alert["evidence"]


def test_the_exit_code_tells_a_scheduler(demo_folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["watch", "--json"]) == 3
    record = json.loads(capsys.readouterr().out)
    assert record["moved"] is True
    assert {"established", "cx_index"} <= {alert["subject"] for alert in record["alerts"]}
    assert main(["watch", "--quarter", str(truths.FIRST_QUARTER)]) == 0
    said = capsys.readouterr().out
    assert "seuranta ei ole vielä mahdollista" in said
    assert "ennallaan" not in said
    assert main(["watch", "--quarter", str(truths.FIRST_QUARTER), "--json"]) == 0
    blind = json.loads(capsys.readouterr().out)
    assert (blind["status"], blind["series"]) == ("cannot_watch", 0)
    assert "Vertailuun tarvitaan" in blind["reason"]
    assert main(["watch", "--false-alarms", "0"]) == 1
    assert "Choose from" in capsys.readouterr().err
