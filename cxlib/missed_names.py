"""A name that redaction missed: covered in the snapshot that is served, and in all to come."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from cxlib.errors import SelectionError
from cxlib.store.covering import cover_answers
from cxlib.terms.codebook import Codebook
from cxlib.terms.programme import Programme
from cxlib.text import missed_names as missed
from cxlib.text.enrichment import enrich, vocabulary
from cxlib.text.normalisation import normalise
from cxlib.text.placeholders import PLACEHOLDER, placeholder


@dataclass(frozen=True)
class Reported:
    """What a report did: answers changed, whether the name is redacted everywhere from now on, the new snapshot."""

    answers: int
    everywhere: bool
    snapshot: str = ""


def report(folder: Path, programme: Programme, codebook: Codebook, name: str, *, answer: int | None = None) -> Reported:
    """Cover a missed name.

    Parameters
    ----------
    folder, programme, codebook
        The organisation's data folder and definitions.
    name
        The name as it stands in the answer, in any form.
    answer
        The number of the answer it was met in. A name that is an everyday word ("Toivo") is covered there alone;
        any other is remembered in the folder's `missed_names.txt` and covered in every answer.

    Raises
    ------
    SelectionError
        When the name is empty, too long, or not in the answer; nothing is changed then.
    StoreBusy
        When somebody is writing.
    """
    written = " ".join(normalise(name).split())
    _refuse_unfit(written)
    everywhere = not missed.is_everyday(written)
    if not everywhere and answer is None:
        raise SelectionError(
            f"'{written}' is also an everyday word, and would vanish from every answer. Say with --answer in which "
            "answer it is a name."
        )
    work = _Cover(written, answer, everywhere, programme.language, codebook)
    done = cover_answers(folder, programme, work, work.agree)
    if everywhere:
        missed.remember(folder, written)
    return Reported(done.answers, everywhere, done.snapshot)


def _refuse_unfit(name: str) -> None:
    letters = sum(map(str.isalpha, PLACEHOLDER.sub("", name)))
    if letters < 2:
        raise SelectionError(f"'{name}' is no name. Write the name as it stands in the answer.")
    if len(name) > missed.LONGEST:
        raise SelectionError(f"A name has at most {missed.LONGEST} characters; this has {len(name)}.")


class _Cover:
    """Covers the name in the answers it is handed, and knows afterwards whether the answer reported had it."""

    def __init__(self, name: str, answer: int | None, everywhere: bool, language: str, codebook: Codebook) -> None:
        self._name, self._answer, self._everywhere = name, answer, everywhere
        self._language, self._codebook = language, codebook
        self.is_met = False

    def __call__(self, texts: pd.DataFrame) -> tuple[pd.DataFrame, pd.DataFrame]:
        if self._answer is not None and not self._everywhere:
            texts = texts[texts["verbatim_id"] == self._answer]
        elif self._answer is not None and not self.is_met:
            self._look_in(texts)
        pairs = [self._covered(text) for text in texts["text"]]
        chosen = [bool(count) for _, count in pairs]
        changed = texts[chosen].reset_index(drop=True)
        changed["text"] = pd.Series([text for text, count in pairs if count], dtype="str")
        counts = [count for _, count in pairs if count]
        self.is_met = self.is_met or (not self._everywhere and bool(counts))
        read = enrich(changed, self._codebook, language=self._language, workers=1)
        read["redactions"] = pd.Series(counts, dtype="int64") + read["redactions"]
        return read, vocabulary(read)

    def agree(self) -> None:
        """Refuse when the answer that was named does not have the name."""
        if self._answer is not None and not self.is_met:
            raise SelectionError(
                f"Answer {self._answer} has no '{self._name}'. Write the name as it stands in the answer."
            )

    def _look_in(self, texts: pd.DataFrame) -> None:
        for text in texts.loc[texts["verbatim_id"] == self._answer, "text"]:
            self.is_met = bool(self._covered(text)[1])

    def _covered(self, text: str) -> tuple[str, int]:
        pieces: list[str] = []
        end = 0
        places = list(missed.missed_names(text, frozenset({self._name})))
        for start, stop in places:
            pieces += (text[end:start], placeholder("henkilö"))
            end = stop
        return "".join((*pieces, text[end:])), len(places)
