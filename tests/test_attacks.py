"""What somebody would do who wants to know what one customer answered, by the numbers that are shown."""

from __future__ import annotations

import csv
import random
from collections.abc import Iterable
from itertools import chain, combinations
from pathlib import Path
from typing import Any

import pytest

from cxlib import loading
from cxlib.answers import find_answers
from cxlib.breakdown import breakdown, measure_names
from cxlib.briefing import make_briefing
from cxlib.intake import profile_draft, programme_text, propose, read_file, read_profile, read_programme
from cxlib.loading.group_names import without_personal_values
from cxlib.measures.guard import Guard
from cxlib.movement import explain
from cxlib.silence import silence
from cxlib.store.feedback_store import FeedbackStore
from cxlib.terms.briefing import Briefing
from cxlib.terms.estimate import Change, Estimate, Withheld
from cxlib.terms.movement import OTHERS, Bridge
from cxlib.terms.programme import HIDDEN, Programme
from cxlib.terms.quarter import Quarter
from cxlib.terms.selection import Selection, Where
from tests.store.survey import a_programme, made_up

NOW, BEFORE = Quarter(2026, 3), Quarter(2026, 2)
DAYS = {BEFORE: "15.05.2026", NOW: "15.08.2026"}
SAID = "Jonotin puhelimessa tunnin eikä kukaan osannut sanoa, miksi päätös viipyy näin kauan, numero {}."
COLUMNS = ("id", "asiakas", "day", "stage", "channel", "region", "nps", "csat", "weight", "why")
PROGRAMME = """
name = "Koe"
language = "fi"
smallest_group = 5
stages = [
  { id = "new", label = "Uusi" },
  { id = "established", label = "Nykyinen" },
  { id = "ended", label = "Mennyt" },
]
[[questions]]
id = "nps"
label = "Suosittelu"
kind = "nps"
scale = [0, 10]
[[questions]]
id = "csat"
label = "Tyytyväisyys"
kind = "csat"
scale = [1, 5]
[[open_questions]]
id = "why"
label = "Miksi"
[[dimensions]]
id = "channel"
label = "Kanava"
[[dimensions]]
id = "region"
label = "Alue"
[[index.versions]]
version = 1
valid_from = "2026Q1"
target = 60
components = [
  { question = "nps", transform = "nps_category", weight = 0.6 },
  { question = "csat", transform = "minmax", weight = 0.4 },
]
stage_weights = { new = 0.2, established = 0.7, ended = 0.1 }
"""
PROFILE = """
label = "own"
[file]
kind = "csv"
delimiter = ";"
[keys]
response = ["id"]
customer = "asiakas"
[date]
column = "day"
formats = ["%d.%m.%Y"]
[stage]
column = "stage"
[weight]
column = "weight"
[[questions]]
id = "nps"
column = "nps"
[[questions]]
id = "csat"
column = "csat"
[[open_questions]]
column = "why"
question = "why"
[[dimensions]]
id = "channel"
column = "channel"
unmapped = "keep"
[[dimensions]]
id = "region"
column = "region"
unmapped = "keep"
"""


class Bank:
    """Answers written down one by one, and what is then shown of them."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.rows, self.notes = folder, [], ()
        self.rows: list[dict[str, Any]] = []
        self.chance = random.Random(7)
        (folder / "profiles").mkdir(parents=True)
        (folder / "programme.toml").write_text(PROGRAMME, "utf-8")
        (folder / "profiles" / "own.toml").write_text(PROFILE, "utf-8")

    def answer(self, times: int = 1, quarter: Quarter = NOW, **given: Any) -> None:
        for _ in range(times):
            number = len(self.rows)
            row = {"id": number, "asiakas": f"A{number}", "day": DAYS[quarter], "weight": 1, "why": SAID.format(number)}
            row |= {"stage": self.chance.choice(("new", "established", "ended"))}
            row |= {
                "channel": self.chance.choice(("phone", "branch")),
                "region": self.chance.choice(("north", "south")),
            }
            self.rows.append(row | {"nps": self.chance.randint(0, 10), "csat": self.chance.randint(1, 5)} | given)

    def opened(self) -> tuple[FeedbackStore, Programme]:
        with (self.folder / "a.csv").open("w", newline="") as file:
            writer = csv.DictWriter(file, COLUMNS, delimiter=";")
            writer.writeheader()
            writer.writerows(self.rows)
        (self.notes,) = [one.notes for one in loading.import_files(self.folder, [self.folder / "a.csv"], "own")]
        here = loading.organisation(self.folder)
        self.codebook = here.codebook
        return loading.open_store(here), here.programme

    def brief(self, where: Where = ()) -> Briefing:
        store, programme = self.opened()
        return make_briefing(store, programme, self.codebook, Selection(NOW, where))


@pytest.fixture
def bank(tmp_path: Path) -> Bank:
    return Bank(tmp_path / "bank")


def refused(values: Iterable[object]) -> set[str | None]:
    return {value.reason if isinstance(value, Withheld) else None for value in values}


def measured(bank: Bank, name: str, **asked: Any) -> dict[str | None, Estimate | Withheld]:
    store, programme = (
        loading.open_store(loading.organisation(bank.folder)),
        loading.organisation(bank.folder).programme,
    )
    lines = breakdown(store, programme, bank.codebook, name, **{"quarter": NOW, **asked})
    return {line.group: line.value for line in lines}


def test_sixty_answers_of_one_customer_are_no_group(bank: Bank) -> None:
    bank.answer(60, channel="chat", asiakas="often")
    bank.answer(60, channel="phone")
    bank.answer(60, channel="branch")
    store, programme = bank.opened()
    chat: Where = (("channel", ("chat",)),)
    brief = make_briefing(store, programme, bank.codebook, Selection(NOW, chat))
    assert refused([brief.cx_index, brief.distribution, brief.response.rate]) == {"dominated"}
    assert brief.verbatims == ()
    assert brief.response.answered == 0
    for name in measure_names(programme):
        assert None not in refused(measured(bank, name, where=chat).values()), name
        by = measured(bank, name, by="channel")
        assert not isinstance(by.get("chat"), Estimate), name
        assert not isinstance(by.get("phone"), Estimate) or not isinstance(by.get("branch"), Estimate), name
    found = find_answers(store, programme, bank.codebook, where=chat)
    assert (found.page.answers, found.page.found) == ((), 0)
    everything = find_answers(store, programme, bank.codebook, limit=200).page.answers
    assert "chat" not in {dict(answer.values)["channel"] for answer in everything}
    assert refused([explain(store, programme, Selection(NOW, chat)).bridge]) == {"dominated"}
    assert refused([silence(store, programme, Selection(NOW, chat)).response.rate]) == {"dominated"}
    assert silence(store, programme, Selection(NOW, chat)).response.answered == 0
    assert "1 customer keys stand on more than 50 answers" in " ".join(bank.notes)


def test_one_answer_that_weighs_all_is_not_told_as_many(bank: Bank) -> None:
    bank.answer(60, nps=0, csat=1)
    bank.answer(1, stage="established", nps=9, csat=4, weight=1_000_000)
    brief = bank.brief()
    assert refused([brief.cx_index]) == {"dominated"}
    assert brief.target_probability is None
    assert isinstance(brief.change, Withheld)
    assert None not in refused(line.value for line in brief.stages if line.stage == "established")
    assert refused(measured(bank, "csat.mean", weighted=True).values()) == {"dominated"}
    assert None not in refused([bank.brief((("stage", ("established",)),)).cx_index])


@pytest.mark.parametrize("new", [1, 3])
def test_a_small_stage_cannot_be_had_from_the_index_and_its_movement(bank: Bank, new: int) -> None:
    for quarter in DAYS:
        bank.answer(40, quarter, stage="established")
        bank.answer(14, quarter, stage="ended")
    bank.answer(12, BEFORE, stage="new")
    bank.answer(new, NOW, stage="new", nps=0, csat=1)
    store, programme = bank.opened()
    brief = make_briefing(store, programme, bank.codebook, Selection(NOW))
    assert isinstance(brief.cx_index, Estimate)
    # Two sums, by answers and by the weights of the index, leave no stage to be solved for.
    assert None not in refused(line.value for line in brief.stages)
    assert None not in refused(line.change for line in brief.stages)
    assert None not in refused(line.distribution for line in brief.stages)
    moved = explain(store, programme, Selection(NOW), "stage")
    assert isinstance(moved.bridge, Bridge)
    assert [group.group for group in moved.bridge.groups if group.group != OTHERS] == []
    assert isinstance(moved.plain, Withheld)
    for chosen in chain.from_iterable(combinations(("new", "established", "ended"), size) for size in (1, 2)):
        where: Where = (("stage", chosen),)
        assert refused([make_briefing(store, programme, bank.codebook, Selection(NOW, where)).cx_index]) != {None}
        for name in ("cx_index", "nps", "csat", "csat.mean"):
            assert refused(measured(bank, name, where=where).values()) != {None}, (name, chosen)
    for name in ("cx_index", "nps", "csat.mean"):
        assert None not in refused(measured(bank, name, by="stage").values())


def test_an_answer_that_few_gave_cannot_be_had_from_the_index(bank: Bank) -> None:
    for stage in ("new", "established", "ended"):
        bank.answer(30, stage=stage, channel="phone")
        bank.answer(30, stage=stage, channel="branch")
    for stage in ("new", "established", "ended"):
        bank.answer(10, stage=stage, channel="chat", csat="")
    bank.answer(2, stage="ended", channel="chat", csat=1)
    store, programme = bank.opened()
    chat: Where = (("channel", ("chat",)),)
    assert refused([make_briefing(store, programme, bank.codebook, Selection(NOW, chat)).cx_index]) == {"small_group"}
    assert refused(measured(bank, "cx_index", where=chat).values()) == {"small_group"}
    assert refused(measured(bank, "csat.mean", where=chat).values()) == {"small_group"}
    assert isinstance(measured(bank, "nps", where=chat)[None], Estimate)
    for name in ("cx_index", "csat", "csat.mean"):
        by = measured(bank, name, by="channel")
        assert [isinstance(by[each], Withheld) for each in ("chat", "phone", "branch")].count(True) == 2, name
        for each in ("phone", "branch"):
            alone = measured(bank, name, where=(("channel", (each,)),))[None]
            assert isinstance(alone, Withheld) == isinstance(by[each], Withheld), (name, each)
    assert store.quarters() == (NOW,)


def test_what_is_left_of_two_numbers_is_nobody_or_enough(bank: Bank) -> None:
    """Every pair of selections by two filters that are shown: the difference is nobody, or five customers or more."""
    chance = random.Random(11)
    for _ in range(90):
        bank.answer(
            channel=chance.choices(("phone", "branch", "chat", "web"), (9, 6, 2, 1))[0],
            region=chance.choices(("north", "south", "east"), (9, 7, 1))[0],
            stage=chance.choices(("established", "new", "ended"), (9, 5, 1))[0],
            asiakas=f"A{chance.randrange(70)}",
        )
    store, programme = bank.opened()
    guard = Guard.of(store, NOW, programme.smallest_group)
    shown = {where: members(bank, where) for where in selections(store) if guard.refusal(where) is None}
    assert len(shown) > 20
    found = [
        (one, other)
        for one, other in combinations(shown, 2)
        for rest in (shown[one] - shown[other],)
        if shown[other] < shown[one] and 0 < len({bank.rows[at]["asiakas"] for at in rest}) < 5
    ]
    assert found == []


def selections(store: FeedbackStore) -> list[Where]:
    """Return every selection of some values by at most two dimensions, and none."""
    parts = {
        name: [(name, chosen) for size in range(1, len(values)) for chosen in combinations(values, size)]
        for name in ("channel", "region", "stage")
        for values in (store.values(name),)
    }
    single: list[Where] = [(one,) for each in parts.values() for one in each]
    both: list[Where] = [(one, other) for a, b in combinations(parts, 2) for one in parts[a] for other in parts[b]]
    return [(), *single, *both]


def members(bank: Bank, where: Where) -> frozenset[int]:
    return frozenset(at for at, row in enumerate(bank.rows) if all(row[name] in chosen for name, chosen in where))


def test_nobody_is_named_by_a_group_of_few(bank: Bank) -> None:
    bank.answer(3, channel="chat", region="north")
    bank.answer(30, channel="phone", region="north")
    bank.answer(40, channel="branch", region="south")
    store, programme = bank.opened()
    answers = find_answers(store, programme, bank.codebook, limit=100).page.answers
    assert len(answers) == 73
    told = {answer.text.split()[-1]: dict(answer.values) for answer in answers}
    assert all(told[f"{number}."]["channel"] == HIDDEN for number in range(33))
    assert all(told[f"{number}."] == {"channel": "branch", "region": "south"} for number in range(33, 73))
    assert {
        value
        for answer in make_briefing(store, programme, bank.codebook, Selection(NOW)).verbatims
        for name, value in answer.values
        if name == "channel"
    } <= {HIDDEN, "branch"}


def test_two_answers_in_a_stage_make_no_certain_rise(bank: Bank) -> None:
    for quarter, nps, csat in ((BEFORE, 0, 1), (NOW, 10, 5)):
        for stage, times in (("new", 2), ("established", 10), ("ended", 2)):
            bank.answer(times, quarter, stage=stage, nps=nps, csat=csat)
    change = bank.brief().change
    assert isinstance(change, Change)
    assert change.verdict == "cannot_say"


def test_few_new_customers_are_told_of_at_the_import(bank: Bank) -> None:
    bank.answer(30)
    bank.opened()
    assert not any("are new in" in note for note in bank.notes)
    bank.answer(2)
    bank.opened()
    assert any(note.startswith("Only 2 customers are new in 2026Q3") for note in bank.notes)
    bank.answer(5)
    bank.opened()
    assert not any("are new in" in note for note in bank.notes)


@pytest.mark.parametrize("value", ["joe.bloggs@example.com", "Ring me <joe.bloggs@example.com> please"])
def test_an_address_in_a_group_of_a_file_is_not_stored(value: str, tmp_path: Path) -> None:
    path, odd = tmp_path / "own.csv", [value, "Kamppi @ Helsinki", "@SUM(A1)", "Itis"]
    path.write_text(
        "Vastaus-ID;Pvm;Myymälä\n" + "".join(f"R{n};{n % 28 + 1}.2.2026;{odd[n % 4]}\n" for n in range(40)), "utf-8"
    )
    (tmp_path / "own.toml").write_text(profile_draft(propose(path)), "utf-8")
    profile = read_profile(tmp_path / "own.toml")
    (tmp_path / "programme.toml").write_text(programme_text(profile) or "", "utf-8")
    programme = read_programme(tmp_path / "programme.toml")
    clean, notes = without_personal_values(read_file(path, profile, programme)[0], programme)
    assert set(clean.responses["myymala"].dropna()) == {"Kamppi Helsinki", "SUM(A1)", "Itis"}
    assert clean.responses["myymala"].isna().sum() == 10
    assert "(e-mail address) on 10 rows were not stored" in notes[0]


def test_a_group_is_not_called_like_a_person() -> None:
    feedback = made_up(5, 40)
    odd = ["matti.meikalainen@example.fi", "131052-308T", "040 123 4567", "Matti Meikäläinen", "Tapiola"]
    feedback.responses.loc[:4, "product"] = odd
    clean, notes = without_personal_values(feedback, a_programme())
    assert clean.responses["product"].isna().tolist()[:5] == [True] * 4 + [False]
    assert clean.responses["product"][5:].equals(feedback.responses["product"][5:])
    (note,) = notes
    assert note.startswith("Dimension product: 4 values that look like personal data (e-mail address,")
    assert " on 4 rows were not stored" in note
    assert not any(value in note for value in odd)
