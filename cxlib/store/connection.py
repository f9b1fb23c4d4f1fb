"""The one home of DuckDB: how a snapshot is opened for reading and for writing, and how a query is sent to it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

import duckdb
import numpy as np
import numpy.typing as npt

from cxlib.errors import DamagedSnapshot, StoreError

if TYPE_CHECKING:
    import pandas as pd

Connection = duckdb.DuckDBPyConnection
Columns = dict[str, npt.NDArray[Any]]

#: No connection reads a file, loads an extension, sees a Python variable or changes its own settings (SAFETY 2.4).
LOCKED_DOWN = {
    "enable_external_access": "false",
    "lock_configuration": "true",
    "python_enable_replacements": "false",
    "autoinstall_known_extensions": "false",
    "autoload_known_extensions": "false",
    "allow_community_extensions": "false",
}
#: A page's query that takes longer than five seconds is a mistake; one gigabyte is what a server may spend on them.
READING = LOCKED_DOWN | {
    "memory_limit": "1GB",
    "threads": "2",
    "max_temp_directory_size": "2GB",
    "max_execution_time": "5000",
}


@cache
def query(name: str) -> str:
    """Return the text of `sql/<name>.sql`."""
    return (Path(__file__).parent / "sql" / f"{name}.sql").read_text("utf-8")


@cache
def bound(name: str) -> frozenset[str]:
    """Return the names of the parameters of `sql/<name>.sql`."""
    return frozenset(re.findall(r"\$([a-z_]+)", query(name)))


def _parsed(connection: Connection, name: str) -> duckdb.Statement:
    """The query as DuckDB has parsed it, once per process: parsing costs as much as running a small one."""
    if name not in _PARSED:
        (_PARSED[name],) = connection.extract_statements(query(name))
    return _PARSED[name]


_PARSED: dict[str, duckdb.Statement] = {}


def reading(path: Path) -> Connection:
    """Open a snapshot for reading, locked down.

    Raises
    ------
    DamagedSnapshot
        When DuckDB refuses the file.
    """
    try:
        return duckdb.connect(str(path), read_only=True, config=dict(READING))
    except duckdb.Error as error:
        raise DamagedSnapshot(f"{path.name} cannot be opened: {_first_line(error)}") from error


def writing(path: Path) -> Connection:
    """Open an unfinished snapshot, which nobody else knows of, for writing."""
    try:
        return duckdb.connect(str(path), config=dict(LOCKED_DOWN))
    except duckdb.Error as error:
        raise DamagedSnapshot(f"{path.name} cannot be opened for adding to it: {_first_line(error)}") from error


def columns(
    connection: Connection, name: str, parameters: Mapping[str, object] | None = None, chosen: Columns | None = None
) -> Columns:
    """Send a query by its name, with those of the parameters that it mentions.

    Parameters
    ----------
    connection : Connection
        A connection, or a cursor of one.
    name : str
        The query is `sql/<name>.sql`.
    parameters : mapping, optional
        Values to bind; more than the query mentions may be given.
    chosen : dict of arrays, optional
        The relation that a query joins by the name `chosen`.

    Returns
    -------
    dict
        One array per column; masked where there are nulls.

    Raises
    ------
    StoreError
        When the query was cut for taking too long.
    DamagedSnapshot
        When the file turned out to be damaged where the query read it.
    """
    given = parameters or {}
    try:
        if chosen is not None:
            connection.register("chosen", chosen)
        found = connection.execute(_parsed(connection, name), {key: given[key] for key in bound(name)}).fetchnumpy()
    except duckdb.InterruptException as error:
        raise StoreError(
            "This took longer than 5 seconds and was stopped. Choose fewer quarters or filters."
        ) from error
    except (
        duckdb.IOException,
        duckdb.InternalException,
        duckdb.FatalException,
        duckdb.SerializationException,
    ) as error:
        raise DamagedSnapshot(f"The snapshot is damaged ({_first_line(error)}). {WAY_OUT}") from error
    except duckdb.Error as error:
        if not str(error).startswith("Corrupt"):  # what a checksum says has no class of its own
            raise
        raise DamagedSnapshot(f"The snapshot is damaged ({_first_line(error)}). {WAY_OUT}") from error
    return cast(Columns, found)


_UNWRITTEN = (duckdb.IOException, duckdb.FatalException, duckdb.OutOfMemoryException)


def send(connection: Connection, name: str, parameters: Mapping[str, object]) -> None:
    """Send a statement of a writer by its name, with those of the parameters that it mentions.

    Raises
    ------
    StoreError
        When the disk is full or the file cannot be written.
    """
    try:
        connection.execute(query(name), {key: parameters[key] for key in bound(name)})
    except duckdb.Error as error:
        # what stands outside a transaction fails at its own commit, with another class and the same cause
        if not isinstance(error, _UNWRITTEN) and "Could not write" not in str(error):
            raise
        raise StoreError(
            f"The new snapshot could not be written ({_first_line(error)}). The store is as it was; make room and run "
            "the same command again."
        ) from error


WAY_OUT = (
    "Bring the store folder back from a backup, or move it away and import the files again "
    "with `python -m cxlib import`."
)


@contextmanager
def lent(connection: Connection, tables: Mapping[str, pd.DataFrame]) -> Iterator[None]:
    """Let a connection's queries see frames by their names, for as long as the block runs."""
    for name, table in tables.items():
        connection.register(name, table)
    try:
        yield
    finally:
        for name in tables:
            connection.unregister(name)


def plain(values: npt.NDArray[Any], missing: int | str) -> npt.NDArray[Any]:
    """Return a column without its mask, nulls replaced.

    >>> plain(np.ma.array([1, 2], mask=[False, True]), 0).tolist()
    [1, 0]
    """
    return np.where(np.ma.getmaskarray(values), missing, np.ma.getdata(values))


def _first_line(error: Exception) -> str:
    return str(error).splitlines()[0][:200]
