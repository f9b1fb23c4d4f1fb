"""The right to be forgotten, looked for in every byte and every table of the data folder."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from textwrap import dedent
from typing import Any

import numpy as np
import pytest

from cxlib import erasure, loading
from cxlib.errors import DefinitionError, NoStore, SelectionError
from cxlib.loading.rejected import ERASED
from cxlib.store.connection import reading
from cxlib.store.folder import StoreFolder, current
from cxlib.store.rejects import rejected_rows
from cxlib.terms.selection import Search
from tests import small_survey
from tests.small_survey import line, write

ROOT = Path(__file__).parents[1]
#: A word that nobody else writes, in a text, an id and a customer key.
MARK = "kvarkkimyrkky"
KEPT = [line(f"R{n}", nps=n % 11, why=f"Jonotin {n} minuuttia") for n in range(30)]
ERASED_LINE = line("R99", nps=3, why=f"Jonotin ja {MARK} iski", customer="CX99")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return small_survey.settle(tmp_path / "bank")


def imported(folder: Path, lines: list[str], name: str = "answers.csv") -> None:
    loading.import_files(folder, [write(folder.parent / name, lines)], "own")


def found_anywhere(folder: Path, *words: str) -> list[str]:
    """Every file that has one of the words, and every table of every snapshot."""
    files = [path for path in folder.rglob("*") if path.is_file()]
    met = [path.name for path in files for word in words if word.encode() in path.read_bytes()]
    for name in StoreFolder(folder).names():
        connection = reading(StoreFolder(folder).file(name))
        for (table,) in connection.execute("select table_name from duckdb_tables()").fetchall():
            rows = connection.execute(f"select cast(t as text) from {table} as t").fetchall()
            met += [f"{name}.{table}" for (text,) in rows for word in words if word in text]
        connection.close()
    return met


def numbers(folder: Path) -> dict[str, Any]:
    """The sums that every number is made of, what a search finds, and the texts."""
    store = loading.open_store(loading.organisation(folder))
    quarter = store.quarters()[-1]
    answers, found, of = store.verbatims(Search(words=(("jonottaa",),)), limit=100)
    said = {
        "index": _plain(store.index_tally()),
        "repeats": _plain(store.repeat_tally(quarter)),
        "scores": {question: _plain(store.score_tally(question, by="channel")) for question in ("nps", "csat")},
        "themes": _plain(store.theme_counts()),
        "found": (found, of),
        "texts": sorted(answer.text for answer in answers),
    }
    store.close()
    return said


def _plain(tallies: Mapping[Any, Any]) -> dict[str, list[str]]:
    """Every sum of every tally, rounded to what a float may lose in adding up."""
    return {
        repr(key): [repr(np.round(np.asarray(getattr(tally, name)), 9).tolist()) for name in _fields(tally)]
        if _fields(tally)
        else [repr(tally)]
        for key, tally in tallies.items()
    }


def _fields(tally: object) -> list[str]:
    names = ("counts", "answered", "total", "pairs", "cross", "products", "left", "right", "weights_squared")
    return [name for name in names if hasattr(tally, name) and not isinstance(getattr(tally, name), dict)] + [
        "respondents" for _ in [0] if hasattr(tally, "respondents")
    ]


@pytest.mark.parametrize("known_by", ["R99", "CX99"])
def test_nothing_is_left_of_an_erased_respondent(folder: Path, known_by: str) -> None:
    imported(folder, KEPT)
    without = numbers(folder)
    imported(folder, [ERASED_LINE])
    imported(folder, [line("R100", customer="CX99", why=f"{MARK} taas", nps=44)], "more.csv")
    inbox = folder / "inbox" / "done"
    inbox.mkdir(parents=True)
    write(inbox / "answers.csv", [*KEPT, ERASED_LINE])
    assert found_anywhere(folder, MARK)
    done = erasure.erase(folder, loading.organisation(folder).programme, known_by)
    assert (done.responses, done.answers, done.file_rows) == (1, 1, 1)
    if known_by == "R99":  # the customer's other row is another response
        erasure.erase(folder, loading.organisation(folder).programme, "R100")
    assert found_anywhere(folder, MARK, "R99", "CX99", "R100") == []
    assert StoreFolder(folder).names() == (done.snapshot,)
    assert rejected_rows(folder) == ()
    assert numbers(folder) == without
    assert len((inbox / "answers.csv").read_text("utf-8").splitlines()) == len(KEPT) + 1


def test_the_way_back_is_blocked(folder: Path) -> None:
    imported(folder, [*KEPT, ERASED_LINE])
    programme = loading.organisation(folder).programme
    erasure.erase(folder, programme, "R99")
    without = numbers(folder)
    outcome = loading.import_files(folder, [write(folder.parent / "again.csv", [ERASED_LINE, line("R101")])], "own")[0]
    assert [(one.reason, one.rows) for one in outcome.rejections] == [(ERASED, (2,))]
    assert found_anywhere(folder, MARK) == []
    assert numbers(folder) != without
    again = erasure.erase(folder, programme, "R99")
    assert (again.responses, again.snapshot) == (0, "")


def test_every_sum_is_that_of_a_store_that_never_had_the_answer(folder: Path, tmp_path: Path) -> None:
    """Customers with several answers, on whose pairs the uncertainty rests, lose just the pairs with what went."""
    several = [line(f"R{n}", nps=n % 11, customer=f"C{n % 7}", day=f"{1 + n % 28}.{4 + n % 6}.2026") for n in range(60)]
    other = small_survey.settle(tmp_path / "other")
    imported(folder, several)
    imported(other, [one for one in several if not one.startswith("R13;")], "fewer.csv")
    done = erasure.erase(folder, loading.organisation(folder).programme, "R13")
    assert done.responses == 1
    assert numbers(folder) == numbers(other)
    sums = ("moment", "stage_moment", "score_count", "stage_score", "stage_cause", "stage_repeat", "headcount")
    for table in sums:
        assert _total(folder, table) == pytest.approx(_total(other, table)), table


def _total(folder: Path, table: str) -> list[float]:
    """The sums over every column that holds sums, whatever the numbers of cells and patterns are."""
    connection = reading(StoreFolder(folder).file(current(folder) or ""))
    frame = connection.execute(f"select * from {table}").df()
    connection.close()
    return [float(frame[name].sum()) for name in frame if frame[name].dtype.kind == "f" or name in _COUNTS]


_COUNTS = {"respondents", "counts"}


def test_an_id_that_nobody_has_is_refused(folder: Path) -> None:
    imported(folder, KEPT)
    before = current(folder)
    with pytest.raises(SelectionError, match="Nothing is known by 'R1000'"):
        erasure.erase(folder, loading.organisation(folder).programme, "R1000")
    assert current(folder) == before


def test_who_was_only_rejected_is_erased_too(folder: Path) -> None:
    imported(folder, [*KEPT, line("R99", nps=15, why=MARK)])
    done = erasure.erase(folder, loading.organisation(folder).programme, "R99")
    assert (done.responses, done.rejected) == (0, 1)
    assert found_anywhere(folder, MARK) == []
    imported(folder, [ERASED_LINE], "again.csv")
    assert found_anywhere(folder, MARK) == []


@pytest.mark.parametrize("known_by", ["R99", "CX99"])
def test_who_was_in_a_file_alone_or_nowhere_is_not_taken_later(folder: Path, known_by: str) -> None:
    done = folder / "inbox" / "done"
    done.mkdir(parents=True)
    programme = loading.organisation(folder).programme
    with pytest.raises(SelectionError, match=r"comes later have it, its rows are refused"):
        erasure.erase(folder, programme, "R98")
    write(done / "answers.csv", [*KEPT, ERASED_LINE])
    assert erasure.erase(folder, programme, known_by).file_rows == 1
    outcome = loading.try_files(folder, [write(folder.parent / "again.csv", [ERASED_LINE, line("R98")])], "own")[0]
    assert [(one.reason, one.rows) for one in outcome.rejections] == [(ERASED, (2, 3))]
    assert known_by not in (folder / "erased.txt").read_text("ascii")


def test_nobody_named_erases_nothing(folder: Path) -> None:
    with pytest.raises(SelectionError, match="No respondent is named"):
        erasure.erase(folder, loading.organisation(folder).programme, " ")
    assert not (folder / "erased.txt").exists()


@pytest.mark.parametrize("step", ["bury", "erase_response", "put_in_place", "CURRENT", "_forget_old"])
def test_an_erasure_killed_at_any_step_is_completed_by_running_it_again(folder: Path, step: str) -> None:
    imported(folder, [*KEPT, ERASED_LINE])
    imported(folder, [line("R40")], "more.csv")
    script = dedent(
        """
        import os, sys
        from pathlib import Path
        from cxlib import erasure, loading
        from cxlib.store import erasing, folder, writer
        where, step = Path(sys.argv[1]), sys.argv[2]

        def die_before(module, name):
            usual = getattr(module, name)
            def dying(*given, **named):
                if name == step or step in [str(one) for one in given[1:2]] or str(given[0]).endswith(step):
                    os._exit(9)
                return usual(*given, **named)
            setattr(module, name, dying)

        for module, name in ((erasing, "send"), (erasing, "bury"), (writer, "put_in_place"), (folder, "_write"),
                             (folder, "_forget_old")):
            die_before(module, name)
        erasure.erase(where, loading.organisation(where).programme, "R99")
        """
    )
    died = subprocess.run([sys.executable, "-c", script, str(folder), step], cwd=ROOT, check=False, capture_output=True)
    assert died.returncode == 9, died.stderr
    loading.open_store(loading.organisation(folder)).close()
    erasure.erase(folder, loading.organisation(folder).programme, "R99")
    assert found_anywhere(folder, MARK) == []
    assert not StoreFolder(folder).purge.exists()
    imported(folder, [line("R41")], "later.csv")
    assert found_anywhere(folder, MARK) == []


def test_old_texts_go_and_every_number_stays(folder: Path) -> None:
    settled = (folder / "programme.toml").read_text("utf-8")
    (folder / "programme.toml").write_text("retention = {quarters = 2}\n" + settled, "utf-8")
    imported(folder, [line(f"O{n}", day="31.12.2025", why=f"Jonotin, {MARK}") for n in range(20)])
    imported(folder, [*KEPT, line("B1", nps=15, why=MARK)], "new.csv")
    before = numbers(folder)
    here = loading.organisation(folder)
    done = erasure.retain(folder, here.programme, date(2026, 8, 20))
    assert (done.answers, done.rejected) == (20, 0)
    assert [name for name in found_anywhere(folder, MARK) if not name.startswith("own")] == []
    after = numbers(folder)
    assert {name: after[name] for name in after if name not in {"found", "texts"}} == {
        name: before[name] for name in before if name not in {"found", "texts"}
    }
    assert len(after["texts"]) == 30
    assert erasure.retain(folder, here.programme, date(2026, 8, 20)).snapshot == ""
    later = erasure.retain(folder, here.programme, date(2099, 1, 1))
    assert (later.answers, later.rejected) == (30, 1)
    assert found_anywhere(folder, MARK) == []
    assert loading.rebuild(folder)


def test_a_rejected_row_is_as_old_as_its_answer(folder: Path) -> None:
    settled = (folder / "programme.toml").read_text("utf-8")
    (folder / "programme.toml").write_text("retention = {quarters = 2}\n" + settled, "utf-8")
    old = line("B1", nps=15, day="31.12.2025", why=MARK)
    unread = line("B2", day="31.13.2025")
    imported(folder, [line("R1"), old, unread, line("B3", nps=15, day="1.1.2026")])
    assert [row.day for row in rejected_rows(folder)] == ["2025-12-31", "", "2026-01-01"]
    done = erasure.retain(folder, loading.organisation(folder).programme, date(2026, 8, 20))
    assert (done.answers, done.rejected) == (0, 1)
    assert [row.cell("id") for row in rejected_rows(folder)] == ["B2", "B3"]
    assert MARK not in (folder / "rejects" / "own.json").read_text("utf-8")


def test_retention_that_nobody_set_is_refused(folder: Path) -> None:
    imported(folder, KEPT)
    with pytest.raises(DefinitionError, match=r"Write retention = \{quarters = 8\} there"):
        erasure.retain(folder, loading.organisation(folder).programme)


def test_an_empty_folder_has_nobody_to_erase(folder: Path) -> None:
    with pytest.raises(SelectionError, match="Nothing is known"):
        erasure.erase(folder, loading.organisation(folder).programme, "R1")
    with pytest.raises(NoStore):
        loading.open_store(loading.organisation(folder))


def test_what_would_go_is_told_and_stays(folder: Path) -> None:
    imported(folder, [*KEPT, ERASED_LINE])
    imported(folder, [line("R100", customer="CX99", why="taas", nps=44)], "more.csv")
    inbox = folder / "inbox" / "done"
    inbox.mkdir(parents=True)
    write(inbox / "answers.csv", [*KEPT, ERASED_LINE])
    before = current(folder)
    found = erasure.expected(folder, " CX99 ")
    assert (found.responses, found.answers, found.rejected, found.files) == (1, 1, 1, ("answers.csv",))
    assert not found.is_blocked
    assert current(folder) == before
    assert found_anywhere(folder, MARK)
    assert erasure.expected(folder, "kukaan").is_nothing
    with pytest.raises(SelectionError, match="No respondent is named"):
        erasure.expected(folder, " ")


@pytest.mark.parametrize("known_by", ["R99", "CX99"])
def test_a_mistyped_id_may_come_in_again(folder: Path, known_by: str) -> None:
    imported(folder, [*KEPT, ERASED_LINE])
    erasure.erase(folder, loading.organisation(folder).programme, known_by)
    assert erasure.expected(folder, known_by).is_blocked
    assert not erasure.unblock(folder, "R98")
    assert erasure.unblock(folder, known_by)
    assert not erasure.unblock(folder, known_by)
    # what was erased does not come back by itself, and does by its file
    assert found_anywhere(folder, MARK) == []
    [outcome] = loading.import_files(folder, [write(folder.parent / "again.csv", [ERASED_LINE])], "own")
    assert (outcome.accepted, outcome.rejected) == (1, 0)
    assert found_anywhere(folder, MARK)


def test_files_taken_in_and_refused_grow_old_and_those_that_wait_do_not(folder: Path) -> None:
    imported(folder, KEPT)
    programme = folder / "programme.toml"
    programme.write_text("retention = {quarters = 1}\n" + programme.read_text("utf-8"), "utf-8")
    inbox = folder / "inbox"
    for place in (inbox, inbox / "done", inbox / "refused"):
        place.mkdir(parents=True, exist_ok=True)
        os.utime(write(place / f"{place.name}.csv", [ERASED_LINE]), (1_600_000_000, 1_600_000_000))
        write(place / "new.csv", [ERASED_LINE])
    done = erasure.retain(folder, loading.organisation(folder).programme)
    assert sorted(done.removed) == ["done.csv", "refused.csv"]
    assert sorted(path.name for path in inbox.rglob("*.csv")) == ["inbox.csv", "new.csv", "new.csv", "new.csv"]


def test_posts_beside_the_survey_are_erased_too(folder: Path) -> None:
    imported(folder, KEPT)
    lines = ["post_id,created_at,platform,text,sentiment"]
    lines += [f"P{n},2026-05-{n:02},X,{MARK if n == 7 else 'Kiitos'} {n},positive" for n in range(1, 13)]
    file = folder.parent / "posts.csv"
    file.write_text("\n".join(lines) + "\n", "utf-8")
    loading.import_files(folder, [file], "social_posts")
    programme = loading.organisation(folder).programme
    assert found_anywhere(folder / "social", MARK)
    assert erasure.expected(folder, "P7").responses == 1
    assert erasure.erase(folder, programme, "P7").responses == 1
    assert found_anywhere(folder / "social", MARK) == []
    [again] = loading.import_files(folder, [file], "social_posts")
    assert (again.accepted, again.rejected) == (0, 1)
    assert erasure.unblock(folder, "P7")
