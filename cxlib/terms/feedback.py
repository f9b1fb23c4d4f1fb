"""What travels from a file into the store: accepted rows as columns, rejected rows with their reasons."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pandas as pd


def _no_rows() -> pd.DataFrame:
    """Return an empty table; pandas is loaded for imports, readers of a snapshot do without."""
    import pandas as pd  # noqa: PLC0415

    return pd.DataFrame()


@dataclass(frozen=True)
class Rejection:
    """Rows refused for one reason; `rows` are spreadsheet rows (the header is row 1), `example` the value met."""

    reason: str
    column: str
    example: str
    rows: tuple[int, ...]


@dataclass(frozen=True)
class Joining:
    """How measurements find their answers: by response ids of the profile `answers`, or else by customer.

    A customer's measurement belongs to the first answer given on its day or at most `days` days later.
    """

    answers: str = ""
    days: int = 30


@dataclass(frozen=True)
class Reconciliation:
    """Where every row of a file went: `read` = `accepted` + Σ rejected + `duplicates`, always.

    `responses` is how many respondents the accepted rows make (one respondent may stand on several rows). `content` is
    what the file holds: answers, invitations, outcomes, employees or operations.
    """

    file: str
    profile: str
    read: int
    accepted: int
    responses: int
    duplicates: int
    duplicate_rows: tuple[int, ...]
    rejections: tuple[Rejection, ...]
    notes: tuple[str, ...] = ()
    content: str = "answers"

    @property
    def rejected(self) -> int:
        return sum(len(rejection.rows) for rejection in self.rejections)


@dataclass(frozen=True, eq=False)
class Feedback:
    """Accepted content of one file, as columns.

    `responses`, one row per respondent and survey: `response_key` (str, unique in the source), `customer_key` (str or
    null),
    `day` (datetime64), `weight` (float), `row` (first spreadsheet row), `stage` (str), one str column per dimension
    id (null: not known), one nullable Int16 column per question id, one float column per operation id. Columns of the
    programme that a file lacks are absent.

    Where respondents stand on several rows, the column `rows` (lists of int) names them all, so that an import repeated
    counts every one of them.

    `verbatims`, one row per open answer: `response_key`, `question` (OpenQuestion id), `text`. Text as read, until
    `cxlib.text` has replaced it by its redacted form and added the columns named in `enriched`.

    `human_codes`, one row per code a person gave: `response_key`, `question`, `theme` (theme id), and `human_tones`,
    one row per answer whose tone a person judged: `response_key`, `question`, `tone` (−1, 0, 1).

    `invitations`, one row per group of invitations: `day`, `stage`, dimension columns, `invited`, `delivered`,
    `row` (spreadsheet row).

    `outcomes`, one row per customer and day on which it was known what the customer did: `customer_key` (str), `day`,
    `row`, and one nullable Int8 column per outcome id (1 done, 0 not done, null not known).

    `employees`, one row per unit and quarter: `unit` (a value of the programme's `employees.dimension`), `day`, `score`
    (the mean of its employees), `spread` (their standard deviation, NaN: not told), `n`, `row`.

    `measurements`, one row per contact that was measured: `key` (its customer or response, as `joining` says), `day`,
    `row`, and one float column per operation id (NaN: not measured).

    `words`, one row per written form and language that the redacted answers hold: `form`, `language`, `lemmas`, `parts`
    (lists of str), so that a search needs no dictionary.

    `read_by`, where the answers were read as those in the store: the detectors. Then `verbatims` has `by_model` (lists
    of theme ids), `chances` (a list, or nothing) and `tone` (−1, 0 nothing said, 1) as well, and final `themes`.
    """

    source: str
    responses: pd.DataFrame
    verbatims: pd.DataFrame
    human_codes: pd.DataFrame = field(default_factory=_no_rows)
    human_tones: pd.DataFrame = field(default_factory=_no_rows)
    invitations: pd.DataFrame = field(default_factory=_no_rows)
    words: pd.DataFrame = field(default_factory=_no_rows)
    outcomes: pd.DataFrame = field(default_factory=_no_rows)
    employees: pd.DataFrame = field(default_factory=_no_rows)
    read_by: str = ""
    measurements: pd.DataFrame = field(default_factory=_no_rows)
    joining: Joining = Joining()
