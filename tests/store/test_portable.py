"""The SQL, read by another engine's eyes: what every statement says can be said in PostgreSQL too."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import sqlglot
from sqlglot import exp

from cxlib.store import connection

FOLDER = Path(connection.__file__).parent / "sql"
FILES = sorted(path.stem for path in FOLDER.glob("*.sql"))

#: Functions of DuckDB that PostgreSQL calls otherwise; one place each would have to change.
OTHERWISE: dict[str, frozenset[str]] = {
    "arrived": frozenset({"SHA256"}),
    "arrived_invitation": frozenset({"SHA256"}),
    "dotted_words": frozenset({"STRIP_ACCENTS"}),
    "phrased": frozenset({"STRIP_ACCENTS"}),
    "near_words": frozenset({"STRIP_ACCENTS", "DAMERAU_LEVENSHTEIN"}),
    "sayings": frozenset({"HASH"}),
    "taught_texts": frozenset({"HASH"}),
    "uncoded_texts": frozenset({"HASH"}),
}
#: Commands of DuckDB's storage, for which a server has no need.
OF_FILES = frozenset({"checkpoint", "checkpoint_target", "attach_source", "attach_target", "copy_source"})


def statements(name: str) -> list[exp.Expr]:
    found = sqlglot.parse(connection.query(name), read="duckdb")
    return [statement for statement in found if statement is not None]


@pytest.mark.parametrize("name", FILES)
def test_a_file_says_first_what_a_row_is(name: str) -> None:
    text = connection.query(name)
    assert re.match(r"-- One row( per |: )", text), text.splitlines()[0]
    code = "\n".join(line.split("--")[0] for line in text.splitlines())
    outside_quotes = re.sub(r"'[^']*'", "''", code)
    assert outside_quotes == outside_quotes.lower()
    assert "\t" not in text
    assert max(map(len, text.splitlines())) <= 120


@pytest.mark.parametrize("name", FILES)
def test_it_can_be_said_in_postgres(name: str) -> None:
    if name in OF_FILES:
        pytest.skip("a command of DuckDB's storage, for which a server has no need")
    for statement in statements(name):
        said = statement.sql("postgres", unsupported_level=sqlglot.ErrorLevel.RAISE)
        again = sqlglot.parse_one(said, read="postgres")
        assert again is not None
        unknown = {function.name.upper() for function in again.find_all(exp.Anonymous)}
        assert unknown <= OTHERWISE.get(name, frozenset()), said


@pytest.mark.parametrize("name", FILES)
def test_values_are_bound(name: str) -> None:
    """No file has a place where a value would have to be written in."""
    assert "{" not in connection.query(name)
    assert "%" not in re.sub(r"% \d+", "", connection.query(name))


def test_every_file_is_used() -> None:
    code = "\n".join(path.read_text("utf-8") for path in Path(connection.__file__).parent.glob("*.py"))
    unused = [name for name in FILES if f'"{name}"' not in code]
    assert unused == []
