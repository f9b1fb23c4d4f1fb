"""From answers as read to answers that may be stored: redacted, with language, search keys and themes."""

from __future__ import annotations

import multiprocessing
import threading
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass

import pandas as pd

from cxlib.terms.codebook import Codebook
from cxlib.terms.reading import LanguageSource
from cxlib.terms.word import Word
from cxlib.text import language as languages
from cxlib.text import redaction, themes, words
from cxlib.text.junk import is_junk
from cxlib.text.normalisation import normalise

#: The columns that `enrich` adds or replaces.
COLUMNS = ("text", "language", "language_source", "keys", "themes", "redactions", "staff", "failed", "junk")
#: What stands in the place of an answer that could not be redacted: unredacted text is never kept.
UNREADABLE = "\ufffd"

_CHUNK = 1_000

Progress = Callable[[int, int], None]


@dataclass(frozen=True)
class Enriched:
    """One answer, ready to be stored."""

    text: str
    language: str
    language_source: LanguageSource
    keys: list[str]
    themes: list[str]
    redactions: int
    staff: list[str]
    failed: bool = False
    junk: bool = False


@dataclass(frozen=True)
class Enricher:
    """What is needed to enrich an answer; one per import."""

    matcher: themes.Matcher
    lexicon: words.Lexicon
    staff: tuple[tuple[str, str], ...]
    allowed: frozenset[str]
    survey: str
    missed: frozenset[str] = frozenset()

    def one(self, raw: object, survey: str = "") -> Enriched:
        """Enrich an answer; one that cannot be is kept redacted, or not at all, and marked as failed."""
        try:
            text = raw if isinstance(raw, str) else ""
            spoken, source = self._language(normalise(text), survey)
            redacted = redaction.redact(
                text, staff=self.staff, allowed=self.allowed, language=spoken, missed=self.missed
            )
        except Exception:  # noqa: BLE001 (one answer that breaks a detector must not cost an import the others)
            return Enriched(UNREADABLE, languages.UNDETERMINED, "unknown", [], [], 0, [], failed=True)
        return self._worded(redacted, spoken, source)

    def _language(self, text: str, survey: str) -> tuple[str, LanguageSource]:
        """The language, and where it is known from: a survey that says none is taken to be in the programme's own."""
        spoken, source = languages.detect(text, survey or self.survey)
        return spoken, "programme" if source == "survey" and not survey else source

    def _worded(self, redacted: redaction.Redacted, spoken: str, source: LanguageSource) -> Enriched:
        keys: list[str] = []
        found: list[str] = []
        failed = False
        junk = is_junk(redacted.text)
        try:
            forms = words.forms(redacted.text)
            keys = list(dict.fromkeys(key for form in forms for key in self.lexicon.keys(form, spoken)))
            found = [] if junk else self.matcher.themes(forms, redacted.text, spoken)
        except Exception:  # noqa: BLE001 (as above: the redacted answer is worth keeping without its keys)
            failed = True
        ids = list(redacted.staff_ids)
        return Enriched(redacted.text, spoken, source, keys, found, redacted.count, ids, failed, junk)


def enrich(
    verbatims: pd.DataFrame,
    codebook: Codebook,
    *,
    staff: Iterable[tuple[str, str]] = (),
    allowed: frozenset[str] = frozenset(),
    missed: frozenset[str] = frozenset(),
    language: str = "fi",
    workers: int = 2,
    progress: Progress | None = None,
) -> pd.DataFrame:
    """Return the answers redacted, with language, search keys and themes.

    Parameters
    ----------
    verbatims : DataFrame
        With a column `text`; a column `survey_language`, where there is one, says in which language each survey was
        answered.
    codebook : Codebook
        The themes to look for.
    staff : iterable of (str, str), optional
        Employees as (id, full name); with none, nobody is linked.
    allowed : frozenset of str, optional
        Words and phone numbers that are not redacted.
    missed : frozenset of str, optional
        Names that somebody reported: redacted wherever they stand.
    language : str
        The survey's language, which decides for answers of one or two words.
    workers : int
        Processes to use; 1 keeps to this one. The result is the same.
    progress : callable, optional
        Called with (answers done, answers in all).

    Returns
    -------
    DataFrame
        The same rows in the same order, with the columns of `COLUMNS`: `text` (str, redacted), `language` (str),
        `language_source` (`detected`, `survey`, `programme`, `unknown`), `keys` (list of str, distinct), `themes` (list
        of theme ids), `redactions` (int), `staff` (list of employee ids), `failed` (bool: redacted, but not fully
        enriched), `junk` (bool: says nothing, and has no themes).

    Raises
    ------
    DefinitionError
        When a pattern of the codebook cannot be one. No answer raises anything.

    Notes
    -----
    Several processes are used only where this one runs a single thread, because a fork copies no other thread: an
    import started from a page runs in this process. Start `python -m cxlib import` instead to have both.
    """
    lexicon = words.lexicon()
    enricher = Enricher(themes.matcher(codebook, lexicon), lexicon, tuple(staff), frozenset(allowed), language, missed)
    surveys = verbatims["survey_language"] if "survey_language" in verbatims else [""] * len(verbatims)
    pairs = zip(verbatims["text"], surveys, strict=True)
    answers = [(text, survey if isinstance(survey, str) else "") for text, survey in pairs]
    done: list[Enriched] = []
    for part in _parts(enricher, answers, workers):
        done.extend(part)
        if progress is not None:
            progress(len(done), len(answers))
    return _with_columns(verbatims, done)


def vocabulary(enriched: pd.DataFrame) -> pd.DataFrame:
    """Return every distinct word of enriched answers with its base forms: what the store keeps for searching.

    Parameters
    ----------
    enriched : DataFrame
        What `enrich` returned.

    Returns
    -------
    DataFrame
        One row per `form` and `language`: `lemmas` and `parts` (lists of str), in order of form and language. A
        store's `known(form)` turns its rows back into `terms.word.Word`.
    """
    lexicon = words.lexicon()
    pairs = zip(enriched["text"], enriched["language"], strict=True)
    met = {(form, language) for text, language in pairs for form in words.forms(text)}
    rows = [lexicon.word(form, language) for form, language in sorted(met)]
    return pd.DataFrame(
        {
            "form": pd.Series([form for form, _ in sorted(met)], dtype="str"),
            "language": pd.Series([word.language for word in rows], dtype="str"),
            "lemmas": pd.Series([list(word.lemmas) for word in rows], dtype="object"),
            "parts": pd.Series([list(word.parts) for word in rows], dtype="object"),
        }
    )


def detectors(codebook: Codebook) -> str:
    """Return the version of everything that `enrich` uses, as one line for the ledger of batches.

    >>> detectors(Codebook("7", ())).split("; ")[-1]
    'themes 2 (codebook 7)'
    """
    return (
        f"language {languages.versions()}; words {words.versions()}; redaction {redaction.versions()}; "
        f"themes {themes.VERSION} (codebook {codebook.version})"
    )


Answers = Sequence[tuple[object, str]]

_forked: Enricher | None = None


def _parts(enricher: Enricher, answers: Answers, workers: int) -> Iterator[list[Enriched]]:
    """The answers enriched, a thousand at a time and in order; what a lost process leaves behind is done here."""
    chunks = [answers[start : start + _CHUNK] for start in range(0, len(answers), _CHUNK)]
    done = 0
    if workers > 1 and len(chunks) > 1 and _may_fork():
        try:
            for part in _forked_parts(enricher, chunks, workers):
                yield part
                done += 1
        except BrokenProcessPool:
            pass
    for chunk in chunks[done:]:
        yield [enricher.one(text, survey) for text, survey in chunk]


def _may_fork() -> bool:
    return "fork" in multiprocessing.get_all_start_methods() and threading.active_count() == 1


def _forked_parts(enricher: Enricher, chunks: Sequence[Answers], workers: int) -> Iterator[list[Enriched]]:
    """Dictionaries are loaded before the fork, so that the processes share them."""
    global _forked  # noqa: PLW0603 (what the children inherit: it is never sent)
    for language in words.LANGUAGES:
        enricher.lexicon.keys("palvelu", language)
    enricher.one("Kiitos Liisa, soita 09 123 4567", "fi")
    _forked = enricher
    try:
        with ProcessPoolExecutor(workers, mp_context=multiprocessing.get_context("fork")) as pool:
            for part, learnt in pool.map(_enrich_chunk, chunks):
                enricher.lexicon.learn(learnt)
                yield part
    finally:
        _forked = None


def _enrich_chunk(chunk: Answers) -> tuple[list[Enriched], Mapping[tuple[str, str], Word]]:
    """Runs in a forked process: the answers, and the words it has met for the first time."""
    assert _forked is not None
    before = _forked.lexicon.learnt()
    part = [_forked.one(text, survey) for text, survey in chunk]
    after = _forked.lexicon.learnt()
    return part, {place: word for place, word in after.items() if place not in before}


def _with_columns(verbatims: pd.DataFrame, done: list[Enriched]) -> pd.DataFrame:
    columns: dict[str, pd.Series] = {
        "text": pd.Series([one.text for one in done], dtype="str"),
        "language": pd.Series([one.language for one in done], dtype="str"),
        "language_source": pd.Series([one.language_source for one in done], dtype="str"),
        "keys": pd.Series([one.keys for one in done], dtype="object"),
        "themes": pd.Series([one.themes for one in done], dtype="object"),
        "redactions": pd.Series([one.redactions for one in done], dtype="int64"),
        "staff": pd.Series([one.staff for one in done], dtype="object"),
        "failed": pd.Series([one.failed for one in done], dtype="bool"),
        "junk": pd.Series([one.junk for one in done], dtype="bool"),
    }
    out = verbatims.copy()
    for name, column in columns.items():
        out[name] = column.set_axis(verbatims.index)
    return out
