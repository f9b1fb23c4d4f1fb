"""A file's open answers, numbered: what was written, and what a person coded or judged."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import chain
from typing import Any

import numpy as np
import pandas as pd

from cxlib.store.definitions import Names
from cxlib.store.numbering import APART, Codes, combinations, numbered
from cxlib.terms.codebook import Codebook
from cxlib.terms.feedback import Feedback
from cxlib.terms.reading import LANGUAGE_SOURCES


def open_answers(feedback: Feedback, positions: pd.Index[Any], codebook: Codebook, names: Names) -> pd.DataFrame:
    """One row per answer that was written, or coded or judged by a person; the person's themes stand before ours."""
    met = () if feedback.human_codes.empty else feedback.human_codes["theme"].unique()
    bits = names.add_themes(codebook, map(str, met))
    spoken = _answers(feedback.verbatims, positions, names)
    coded = _answers(feedback.human_codes, positions, names)
    judged = _answers(feedback.human_tones, positions, names)
    every = pd.concat([spoken, coded, judged], ignore_index=True)
    questions = len(names.of("open_question")) + 1
    answers, first = combinations(
        [(every["number"].to_numpy(), len(positions) + 1), (every["question"].to_numpy(), questions)]
    )
    distinct = every.iloc[first]
    parts = np.split(answers, [len(spoken), len(spoken) + len(coded)])
    if parts[0].max(initial=-1) + 1 < len(parts[0]):
        raise ValueError(f"{feedback.source}: a respondent answers one open question twice in Feedback.verbatims")
    size = len(distinct)
    by_person = np.zeros(size, dtype=np.int64)
    if len(coded):
        np.bitwise_or.at(by_person, parts[1], _bits(feedback.human_codes["theme"], bits))
    found = _written(feedback.verbatims, parts[0], size, bits)
    is_coded = np.isin(np.arange(size), parts[1])
    found["themes"] = np.where(is_coded, by_person, found["themes"])
    found["codes"] = _codes(feedback.human_codes, parts[1], size)
    found.insert(0, "answer", np.arange(size))
    tone = np.full(size, np.nan)
    tone[parts[2]] = feedback.human_tones["tone"].to_numpy(np.float64) if len(judged) else []
    return found.assign(
        number=distinct["number"].to_numpy(np.int64) if size else np.empty(0, np.int64),
        question=distinct["question"].to_numpy(np.int64) if size else np.empty(0, np.int64),
        coded_by_person=is_coded,
        tone=pd.array(tone).astype("Int8"),
        language=numbered(found["language"], "language", names),
    )


def _answers(frame: pd.DataFrame, positions: pd.Index[Any], names: Names) -> pd.DataFrame:
    if frame.empty:
        return pd.DataFrame({"number": np.empty(0, np.int64), "question": np.empty(0, np.int64)})
    number = positions.get_indexer(pd.Index(frame["response_key"]))
    if (number < 0).any():
        stray = frame["response_key"][number < 0].iloc[0]
        raise ValueError(f"an open answer belongs to response {stray!r}, which is not among Feedback.responses")
    return pd.DataFrame({"number": number, "question": numbered(frame["question"], "open_question", names)})


def _written(verbatims: pd.DataFrame, answers: Codes, size: int, bits: dict[str, int]) -> pd.DataFrame:
    found = pd.DataFrame({"body": pd.Series([None] * size, dtype="str"), "language": ""}, index=range(size))
    found["themes"], found["redactions"], found["keys"] = np.int64(0), np.int64(0), None
    found["language_source"] = pd.array([pd.NA] * size, dtype="Int8")
    if verbatims.empty:
        return found.astype({"language": "str"})
    given = verbatims.set_index(answers)
    found["body"] = given["text"].astype("str").reindex(range(size))
    if "language" in given:
        found["language"] = given["language"].astype("str").reindex(range(size)).fillna("")
    if "language_source" in given:
        found["language_source"] = language_sources(given["language_source"]).reindex(range(size))
    if "redactions" in given:
        found["redactions"] = given["redactions"].reindex(range(size)).fillna(0).astype("int64")
    if "keys" in given:
        found["keys"] = given["keys"].reindex(range(size))
    if "themes" in given:
        mask = np.zeros(size, dtype=np.int64)
        mask[answers] = theme_masks(given["themes"], bits)
        found["themes"] = mask
    if "by_model" in given:
        learnt = np.zeros(size, dtype=np.int64)
        learnt[answers] = theme_masks(given["by_model"], bits)
        found["by_model"], found["chances"] = learnt, given["chances"].reindex(range(size))
        found["said"] = given["tone"].reindex(range(size)).astype("Int8")
    return found


def language_sources(sources: pd.Series[Any]) -> pd.Series[Any]:
    """Return where languages are known from as their places among `LANGUAGE_SOURCES`; null where it is not said.

    >>> language_sources(pd.Series(["survey", None])).tolist()
    [2, <NA>]
    """
    places = {source: place for place, source in enumerate(LANGUAGE_SOURCES)}
    return sources.map(places).astype("Int8")


#: Columns of a reading, by what they are called beside a person's own code and tone.
_READ = {"by_model": "by_model", "chances": "chances", "tone": "said"}


def arrived_readings(answers: pd.DataFrame) -> pd.DataFrame:
    """Take from open answers how they were read on their way in: a row per text, by its number among them."""
    read = pd.DataFrame({name: answers.pop(column) for name, column in _READ.items()})
    read.insert(0, "answer", answers["answer"])
    return read[read["tone"].notna()].astype({"tone": "int8"}).reset_index(drop=True)


def _codes(codes: pd.DataFrame, answers: Codes, size: int) -> pd.Series[Any]:
    """What a person coded, as a text that does not depend on the numbers of themes."""
    if codes.empty:
        return pd.Series([""], dtype="str").repeat(size).reset_index(drop=True)
    said = codes["theme"].astype("str").groupby(answers).agg(lambda themes: APART.join(sorted(set(themes))))
    return said.reindex(range(size)).fillna("").astype("str")


def coded_keys(keys: pd.Series[Any], answers: Codes) -> dict[str, pd.DataFrame]:
    """Return the search keys of some answers as the tables that `sql/numbered_term.sql` and what follows it expect.

    `keys` has a list per answer, or nothing; `answers` their numbers.
    """
    given = keys.notna().to_numpy()
    lists = keys[given]
    codes, terms = pd.factorize(pd.Series(_flat(lists), dtype="str"))
    lengths = np.fromiter(map(len, lists), dtype=np.int64, count=len(lists))
    repeated = np.repeat(answers[given], lengths)
    return {
        "incoming_key": pd.DataFrame({"answer": repeated, "term_code": codes}),
        "incoming_term": pd.DataFrame({"term_code": np.arange(len(terms)), "term": pd.Series(terms, dtype="str")}),
    }


def theme_masks(themes: pd.Series[Any], bits: dict[str, int]) -> Codes:
    """Return lists of theme ids as bit masks.

    >>> theme_masks(pd.Series([["wait", "price"], []]), {"wait": 0, "price": 2}).tolist()
    [5, 0]
    """
    masks = np.zeros(len(themes), dtype=np.int64)
    lengths = np.fromiter(map(len, themes), dtype=np.int64, count=len(themes))
    np.bitwise_or.at(masks, np.repeat(np.arange(len(themes)), lengths), _bits(pd.Series(_flat(themes)), bits))
    return masks


def _flat(lists: Iterable[Iterable[str]]) -> list[str]:
    return list(chain.from_iterable(lists))


def _bits(themes: pd.Series[Any], bits: dict[str, int]) -> Codes:
    codes, distinct = pd.factorize(themes.astype("str"))
    unknown = [theme for theme in distinct if theme not in bits]
    if unknown:
        raise ValueError(f"theme {unknown[0]!r} is not in the codebook that the answers were read with")
    return np.array([1 << bits[str(theme)] for theme in distinct], dtype=np.int64)[codes]


def words_of(words: pd.DataFrame) -> pd.DataFrame:
    """Return the written forms that came with the answers, or the columns of none."""
    if len(words):
        return words[["form", "language", "lemmas", "parts"]]
    empty = {name: pd.Series(dtype="str") for name in ("form", "language")}
    lists = {name: pd.Series([[""]], dtype="object")[:0] for name in ("lemmas", "parts")}
    return pd.DataFrame(empty | lists)
