"""What a connection that serves pages cannot do, whatever statement reached it."""

from __future__ import annotations

from pathlib import Path

import duckdb
import numpy as np
import pytest

from cxlib.errors import StoreError
from cxlib.store import connection as connections
from cxlib.store.connection import columns, reading
from cxlib.store.folder import StoreFolder
from tests.store.survey import made_up, write


@pytest.fixture(scope="module")
def snapshot(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("store")
    write(folder, made_up(1, 20))
    (folder / "secret.csv").write_text("a,b\n1,2\n")
    return StoreFolder(folder).file("cx-000001")


@pytest.mark.parametrize(
    "statement",
    [
        "select * from read_csv('{folder}/secret.csv')",
        "select * from read_text('{folder}/secret.csv')",
        "select * from '{folder}/secret.csv'",
        "select * from glob('{folder}/*')",
        "copy (select 1) to '{folder}/out.csv'",
        "export database '{folder}/out'",
        "attach '{folder}/other.duckdb'",
        "install httpfs",
        "load httpfs",
        "set memory_limit = '100GB'",
        "set enable_external_access = true",
        "reset max_execution_time",
        "create table t (i integer)",
        "delete from response",
        "create secret (type s3)",
        "select * from frame",
    ],
)
def test_a_reader_reaches_nothing_but_its_snapshot(snapshot: Path, statement: str) -> None:
    frame = np.arange(3)  # noqa: F841 (a Python variable that DuckDB would find by its name)
    with reading(snapshot) as connection, pytest.raises(duckdb.Error):
        connection.execute(statement.format(folder=snapshot.parents[1]))
    assert {path.name for path in snapshot.parents[1].iterdir()} == {"store", "secret.csv", "secret.key"}


def test_a_query_without_end_is_cut(snapshot: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert connections.READING["max_execution_time"] == "5000"
    monkeypatch.setitem(connections.READING, "max_execution_time", "200")
    with reading(snapshot) as connection:
        monkeypatch.setitem(
            connections._PARSED,
            "cells",
            connection.extract_statements("select count(*) from range(1000000000) a, range(1000000) b")[0],
        )
        with pytest.raises(StoreError, match=r"took longer than 5 seconds and was stopped\. Choose fewer quarters"):
            columns(connection, "cells")
