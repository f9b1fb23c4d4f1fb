"""The ledger: how many rows each table had when the snapshot was finished, checked whenever it is opened."""

from __future__ import annotations

import duckdb

from cxlib.errors import DamagedSnapshot, OutdatedSnapshot
from cxlib.store.connection import WAY_OUT, Connection, columns, send


def close_books(connection: Connection) -> None:
    """Write the ledger of a snapshot that is being finished."""
    send(connection, "clear_ledger", {})
    send(connection, "add_ledger", {})


def verify(connection: Connection) -> None:
    """Compare the ledger with the tables.

    Raises
    ------
    DamagedSnapshot
        When a table has other rows than the ledger says, or cannot be counted.
    OutdatedSnapshot
        When there are other tables than this version's.
    """
    try:
        written = _counts(connection, "ledger")
        found = _counts(connection, "row_counts")
    except (duckdb.CatalogException, duckdb.BinderException) as error:
        raise OutdatedSnapshot(
            "The store was made by another version of Kuulo, which kept other tables. Move the store folder away and "
            "import the files again with `python -m cxlib import`."
        ) from error
    except duckdb.Error as error:
        raise DamagedSnapshot(f"The snapshot's tables cannot be counted. {WAY_OUT}") from error
    for table, rows in found.items():
        if written.get(table) != rows:
            raise DamagedSnapshot(
                f"Table {table} has {rows} rows where the ledger says {written.get(table)}. {WAY_OUT}"
            )


def _counts(connection: Connection, name: str) -> dict[str, int]:
    found = columns(connection, name)
    return {str(table): int(rows) for table, rows in zip(found["table_name"], found["row_count"], strict=True)}
