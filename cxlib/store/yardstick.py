"""What the bench holds the store against: the least that DuckDB itself would need, timed on the same machine."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from time import perf_counter

import duckdb

from cxlib.errors import StoreError
from cxlib.store import synthetic
from cxlib.store.connection import READING
from cxlib.store.feedback_store import FeedbackStore
from cxlib.store.snapshot import DuckDBStore
from cxlib.store.writer import Writer

#: Respondents made at a time: more would only take memory.
PORTION = 250_000


def build(folder: Path, rows: int, open_share_percent: int, tell: Callable[[float], None] | None = None) -> float:
    """Fill a new store with made-up feedback; return the seconds that storing and publishing it took."""
    seconds = 0.0
    with Writer(folder, synthetic.programme()) as writer:
        for first in range(0, rows, PORTION):
            made = synthetic.feedback(first, min(first + PORTION, rows), rows, open_share_percent)
            start = perf_counter()
            writer.add(made, synthetic.reconciliation(made), synthetic.codebook())
            seconds += perf_counter() - start
            if tell is not None:
                tell(min(first + PORTION, rows) / rows)
        start = perf_counter()
        writer.publish()
        return seconds + perf_counter() - start


def add(folder: Path, rows: int, more: int) -> float:
    """Import and publish more made-up answers into a store of `rows`; return the seconds it took."""
    made = synthetic.feedback(rows, rows + more, rows)
    start = perf_counter()
    with Writer(folder, synthetic.programme()) as writer:
        writer.add(made, synthetic.reconciliation(made), synthetic.codebook())
        writer.publish()
    return perf_counter() - start


def without_memory(store: FeedbackStore) -> FeedbackStore:
    """Return the same snapshot on the same open file, remembering no sums, as for the first reader after an import."""
    if not isinstance(store, DuckDBStore):
        raise StoreError(f"A {type(store).__name__} has no memory to be emptied.")
    return DuckDBStore(store.connection, store.programme, store.name, store.notice)


class BareScan:
    """A plain table of three score columns, and the time it takes to read them all."""

    def __init__(self, file: Path, rows: int) -> None:
        with duckdb.connect(str(file)) as connection:
            connection.execute(synthetic.query("plain"), {"rows": rows})
        self._connection = duckdb.connect(str(file), read_only=True, config={"threads": READING["threads"]})

    def __call__(self) -> object:
        return self._connection.execute(synthetic.query("scan")).fetchall()

    def close(self) -> None:
        self._connection.close()


def read_csv(file: Path) -> float:
    """Return the seconds that DuckDB takes to read a CSV file into a table of its own."""
    with duckdb.connect() as connection:
        start = perf_counter()
        connection.execute(synthetic.query("read_csv"), {"file": str(file)})
        return perf_counter() - start
