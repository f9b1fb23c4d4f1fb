"""The same sums counted plainly, from the rows, by pandas."""

from __future__ import annotations

from itertools import product

import numpy as np
import pandas as pd

from cxlib.terms.feedback import Feedback
from cxlib.terms.programme import UNKNOWN
from cxlib.terms.quarter import Quarter
from cxlib.terms.selection import Where
from cxlib.terms.tally import MomentTally, RepeatTally, ScoreTally

#: The component scores of the test programme, written out: categories of recommendation, 1–5 up, 1–7 where low is best.
SCORES = {
    "recommend": lambda answer: np.where(answer >= 9, 100.0, np.where(answer >= 7, 50.0, 0.0)),
    "satisfaction": lambda answer: (answer - 1) / 4 * 100,
    "effort": lambda answer: (7 - answer) / 6 * 100,
}


def rows_of(*files: Feedback, where: Where = ()) -> pd.DataFrame:
    """Return the respondents that meet a filter, with their quarter and component scores."""
    rows = pd.concat([file.responses for file in files], ignore_index=True)
    for column in ("stage", "channel", "product"):
        rows[column] = rows[column].astype(object).where(rows[column].notna(), UNKNOWN)
    for dimension, values in where:
        rows = rows[rows[dimension].isin(values)]
    rows = rows.assign(quarter=[Quarter.of(day.date()) for day in rows["day"]])
    for question, score in SCORES.items():
        answer = rows[question].astype("Float64").to_numpy(float, na_value=np.nan)
        rows[f"{question} score"] = np.where(np.isnan(answer), np.nan, score(answer))
    return rows


def scores_of(rows: pd.DataFrame) -> np.ndarray:
    return rows[[f"{question} score" for question in SCORES]].to_numpy(float)


def moments(rows: pd.DataFrame) -> MomentTally:
    """Return Σ over respondents as `MomentTally` defines them, one respondent at a time."""
    tally = MomentTally.empty(3)
    for weight, scores in zip(rows["weight"], scores_of(rows), strict=True):
        answered = ~np.isnan(scores)
        if answered.any():
            a, y = answered.astype(float), np.nan_to_num(scores)
            pairs = weight**2 * np.outer(a, a)
            tally += MomentTally(
                1, weight, weight**2, a, weight * a, weight * a * y, pairs, pairs * y[:, None], pairs * np.outer(y, y)
            )
    return tally


def repeats(left: pd.DataFrame, right: pd.DataFrame) -> RepeatTally:
    """Return Σ over ordered pairs of different answers by one customer, the first in `left`, the second in `right`."""
    tally = RepeatTally.empty(3)
    mine, theirs = (
        list(zip(rows.index, rows["customer_key"], rows["weight"], scores_of(rows), strict=True))
        for rows in (left, right)
    )
    for (one, customer, weight, scores), (other, again, weight_then, scores_then) in product(mine, theirs):
        if one != other and not pd.isna(customer) and customer == again:
            a, b = (~np.isnan(scores)).astype(float), (~np.isnan(scores_then)).astype(float)
            pairs = weight * weight_then * np.outer(a, b)
            y, z = np.nan_to_num(scores)[:, None], np.nan_to_num(scores_then)[None, :]
            tally += RepeatTally(pairs, pairs * y, pairs * z, pairs * y * z)
    return tally


def answers(rows: pd.DataFrame, question: str) -> ScoreTally:
    given = rows[rows[question].notna()]
    by_answer = given.groupby(given[question].astype(int))["weight"]
    return ScoreTally(by_answer.size().to_dict(), by_answer.sum().to_dict(), float((given["weight"] ** 2).sum()))


def texts_of(*files: Feedback, where: Where = ()) -> pd.DataFrame:
    """Return the open answers of the respondents that meet a filter, beside what is known of them."""
    spoken = pd.concat([file.verbatims for file in files], ignore_index=True)
    return spoken.merge(rows_of(*files, where=where), on="response_key")
