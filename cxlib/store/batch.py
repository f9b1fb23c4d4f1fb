"""One file's feedback, numbered: columns of names become small codes, and distinct combinations become short tables."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from cxlib.store.definitions import STAGE, Names
from cxlib.store.incoming_answers import arrived_readings, coded_keys, open_answers, words_of
from cxlib.store.numbering import APART, Codes, Combinations, Named, combinations, long
from cxlib.terms.codebook import Codebook
from cxlib.terms.feedback import Feedback
from cxlib.terms.programme import EVERYONE, UNKNOWN, Programme


@dataclass(frozen=True, eq=False)
class Batch:
    """The tables that `sql/arrived.sql` and what follows it expect, by their names there.

    A response is known by `number`, its position in the file; a cell and a pattern by a code of this batch alone.
    `invitation_groups` says to which group of invitations each row of `Feedback.invitations` went.
    """

    tables: dict[str, pd.DataFrame]
    invitation_groups: Codes

    @property
    def size(self) -> int:
        """How many respondents and groups of invitations there are."""
        return len(self.tables["incoming_response"]) + len(self.tables["incoming_invitation"])

    @classmethod
    def of(cls, feedback: Feedback, programme: Programme, codebook: Codebook, names: Names) -> Batch:
        """Number a file's feedback; new names are added to `names`, which the writer saves."""
        if feedback.responses["response_key"].duplicated().any():
            raise ValueError(f"{feedback.source}: a response key stands on two rows of Feedback.responses")
        positions = pd.Index(feedback.responses["response_key"])
        cells = _cells(feedback, programme, names)
        patterns = _patterns(feedback.responses, programme, names)
        verbatims = open_answers(feedback, positions, codebook, names)
        read = {"incoming_arrived": arrived_readings(verbatims)} if feedback.read_by else {}
        invitations, groups = _invitations(feedback, cells.codes)
        return cls(
            {
                "incoming_response": _responses(feedback.responses, cells.codes, patterns.codes),
                "incoming_invitation": invitations,
                "incoming_cell": cells.distinct,
                "incoming_cell_value": cells.values,
                "incoming_pattern": patterns.distinct,
                "incoming_pattern_score": patterns.values,
                "incoming_person": _persons(feedback.responses, programme, names),
                "incoming_operation": _operations(feedback.responses, programme, names),
                "incoming_verbatim": verbatims,
                "incoming_word": words_of(feedback.words),
                **coded_keys(verbatims.pop("keys"), np.arange(len(verbatims))),
                **read,
            },
            groups,
        )


def _cells(feedback: Feedback, programme: Programme, names: Names) -> Combinations:
    """The cells of respondents first, then of invitations."""
    tables = (feedback.responses, feedback.invitations)
    sizes = [len(table) for table in tables]
    plain = [dimension.id for dimension in programme.dimensions if not dimension.personal]
    columns = {name: Named.of([table.get(name) for table in tables], sizes, UNKNOWN) for name in plain}
    stages = [table.get(STAGE) if programme.stages else None for table in tables]
    columns = {STAGE: Named.of(stages, sizes, UNKNOWN if programme.stages else EVERYONE), **columns}
    quarters = np.concatenate([_quarters(table) for table in tables])
    earliest = int(quarters.min(initial=0)) if len(quarters) else 0
    spread = [(quarters - earliest, int((quarters - earliest).max(initial=0)) + 1)]
    codes, first = combinations(spread + [(column.codes, len(column.names)) for column in columns.values()])
    values = {name: column.names[column.codes[first]] for name, column in columns.items()}
    cell = pd.DataFrame({"cell_code": np.arange(len(first)), "quarter": quarters[first]})
    cell["stage"] = pd.Series(values[STAGE], dtype="str")
    cell["key"] = pd.Series(_cell_keys(quarters[first], values), dtype="str")
    numbers = names.of("dimension")
    parts = [(np.arange(len(first)), numbers[name], column) for name, column in values.items()]
    return Combinations(codes, cell, long(parts, "cell_code", "dimension", "value"))


def _cell_keys(quarters: Codes, values: dict[str, npt.NDArray[Any]]) -> list[str]:
    """What names a cell, whichever dimensions the programme will have: the values known."""
    return [
        APART.join(
            [str(quarter), *(f"{name}={value}" for name, value in zip(values, row, strict=True) if value != UNKNOWN)]
        )
        for quarter, *row in zip(quarters, *values.values(), strict=True)
    ]


def _quarters(table: pd.DataFrame) -> Codes:
    if table.empty:
        return np.empty(0, np.int64)
    months = _days(table).astype("datetime64[M]").astype(np.int64)
    quarters: Codes = 1970 * 4 + months // 3
    return quarters


def _patterns(responses: pd.DataFrame, programme: Programme, names: Names) -> Combinations:
    asked = [question.id for question in programme.questions if question.id in responses]
    answers = {name: responses[name].astype("Float64").to_numpy(np.float64, na_value=np.nan) for name in asked}
    columns = [(np.zeros(len(responses), dtype=np.int64), 1)]
    for given in answers.values():
        whole = np.where(np.isnan(given), -1, given).astype(np.int64)
        lowest = int(whole.min(initial=0))
        columns.append((whole - lowest, int(whole.max(initial=0)) - lowest + 1))
    codes, first = combinations(columns)
    numbers = names.of("question")
    parts = [(np.arange(len(first)), numbers[name], given[first]) for name, given in answers.items()]
    values = long(parts, "pattern_code", "question", "score")
    values = values[values["score"].notna()].astype({"score": "int64"})
    keys: list[list[str]] = [[] for _ in first]
    for code, question, score in values.itertuples(index=False):
        keys[code].append(f"{question}={score}")
    pattern = pd.DataFrame({"pattern_code": np.arange(len(first))})
    pattern["key"] = pd.Series([APART.join(parts) for parts in keys], dtype="str")
    return Combinations(codes, pattern, values)


def _responses(responses: pd.DataFrame, cells: Codes, patterns: Codes) -> pd.DataFrame:
    nobody = pd.Series([None] * len(responses), dtype="str")
    return pd.DataFrame(
        {
            "number": np.arange(len(responses)),
            "response_key": responses["response_key"].astype("str").to_numpy(),
            "customer_key": responses.get("customer_key", nobody).astype("str").to_numpy(),
            "day": _days(responses),
            "cell_code": cells[: len(responses)],
            "pattern_code": patterns,
            "weight": responses["weight"].fillna(1.0).to_numpy(np.float64) if "weight" in responses else 1.0,
        }
    )


def _invitations(feedback: Feedback, cells: Codes) -> tuple[pd.DataFrame, Codes]:
    """One row per day and cell: an invitation has no name of its own by which it would be met again."""
    frame = feedback.invitations
    each = pd.DataFrame({"day": _days(frame), "cell_code": cells[len(feedback.responses) :]})
    each["invited"], each["delivered"] = _counts(frame, "invited"), _counts(frame, "delivered")
    same = each.groupby(["day", "cell_code"], sort=False)
    together = same[["invited", "delivered"]].sum().reset_index()
    together.insert(0, "number", np.arange(len(together)))
    return together, np.asarray(same.ngroup(), dtype=np.int64)


def _counts(frame: pd.DataFrame, column: str) -> Codes:
    if frame.empty or column not in frame:
        return np.zeros(len(frame), dtype=np.int64)
    return frame[column].fillna(0).to_numpy(np.int64)


def _days(frame: pd.DataFrame) -> Any:
    return pd.to_datetime(frame["day"]).to_numpy("datetime64[s]") if len(frame) else np.empty(0, "datetime64[s]")


def _persons(responses: pd.DataFrame, programme: Programme, names: Names) -> pd.DataFrame:
    numbers = names.of("dimension")
    personal = [dimension.id for dimension in programme.dimensions if dimension.personal and dimension.id in responses]
    parts = [(np.arange(len(responses)), numbers[name], responses[name]) for name in personal]
    found = long(parts, "number", "dimension", "person")
    return found[found["person"].notna()].astype({"person": "str"})


def _operations(responses: pd.DataFrame, programme: Programme, names: Names) -> pd.DataFrame:
    numbers = names.of("operation")
    measured = [operation.id for operation in programme.operations if operation.id in responses]
    parts = [(np.arange(len(responses)), numbers[name], responses[name].astype("float64")) for name in measured]
    found = long(parts, "number", "operation", "measured").astype({"measured": "float64"})
    return found[found["measured"].notna()]
