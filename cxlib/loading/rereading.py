"""Reading stored answers anew: models learn from what people coded, and what older detectors read is read again."""

from __future__ import annotations

import csv
import hashlib
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from cxlib.errors import IntakeError, unknown
from cxlib.loading.definitions import Organisation, allowed_words
from cxlib.store.definitions import score_question
from cxlib.store.folder import put_bytes
from cxlib.store.rereading import Reread, reread, taught_texts, uncoded_texts
from cxlib.store.rereading import code as store_codes
from cxlib.terms.programme import Programme
from cxlib.terms.quarter import Quarter
from cxlib.terms.reading import Reader
from cxlib.text import learned_themes, sentiment
from cxlib.text.enrichment import detectors, enrich, vocabulary
from cxlib.text.learned_themes import ThemeModel, given_themes
from cxlib.text.missed_names import remembered
from cxlib.text.sentiment import Toned, ToneModel

Progress = Callable[[float, str], None]

#: Texts among which the most telling are looked for.
CANDIDATES = 4_000
#: A text shorter than this has nothing to code.
_SHORTEST = 12


@dataclass(frozen=True)
class Suggestion:
    """An answer whose code would help: `theme` is the one that the model doubts most, `chance` its probability."""

    answer: int
    quarter: str
    question: str
    language: str
    text: str
    theme: str
    chance: float


@dataclass(frozen=True, eq=False)
class Models:
    """What was learnt: themes where there are codes enough, and tone."""

    themes: ThemeModel | None
    tone: ToneModel


def enrich_stored(here: Organisation, progress: Progress | None = None) -> tuple[Reread, Reader]:
    """Read anew every stored text that older detectors read, with what people have coded since, and publish.

    Raises
    ------
    NoStore
        When nothing has been imported yet.
    StoreBusy
        When somebody else is writing.
    """
    tell = progress or (lambda share, what: None)
    tell(0.0, "learning from what people coded")
    models = _learnt(here)
    reader = _reader(here, models)
    tell(0.3, "reading older answers")

    def anew(texts: pd.DataFrame) -> tuple[pd.DataFrame, pd.DataFrame]:
        return _read(here, models, texts)

    def told(done: int, of: int) -> None:
        tell(0.3 + 0.65 * done / of, f"reading answers: {done} of {of}")

    outcome = reread(here.folder, here.programme, here.codebook, reader, read=anew, told=told)
    tell(1.0, "done")
    return outcome, reader


def suggestions(here: Organisation, quarters: tuple[Quarter, ...], limit: int = 20) -> tuple[Suggestion, ...]:
    """Return the answers that no person coded and whose code would help most, the most helpful first.

    Notes
    -----
    Where a model has been learnt, an answer helps by how undecided the model is, p(1 − p) summed over the themes, and
    answers like one another take turns by theme. Without a model, answers in which the codebook
    found nothing come first, the longer ones before.
    """
    found = uncoded_texts(here.folder, here.programme, quarters, CANDIDATES)
    found = found[found["text"].str.len() >= _SHORTEST].drop_duplicates("text").reset_index(drop=True)
    if found.empty:
        return ()
    model = _stored_themes(here.folder)
    if model is None:
        return _unfound(here, found, limit)
    chances = learned_themes.predict(
        model, list(found["text"]), list(found["question"]), languages=list(found["language"]), codebook=here.codebook
    )
    doubt = (chances * (1 - chances)).sum(axis=1)
    nearest = np.abs(chances - model.threshold).argmin(axis=1)
    order = np.argsort(-doubt, kind="stable")
    turn = pd.Series(nearest[order]).groupby(nearest[order]).cumcount().to_numpy()
    chosen = order[np.argsort(turn, kind="stable")][:limit]
    return tuple(
        _suggestion(found, int(row), model.themes[nearest[row]], float(chances[row, nearest[row]])) for row in chosen
    )


def code_answers(here: Organisation, sheet: Path) -> tuple[int, str]:
    """Take a person's codes from a CSV file with the columns `answer` and `themes` (parted by spaces), and publish.

    Returns
    -------
    tuple of int and str
        How many answers were coded, and the snapshot's name.

    Raises
    ------
    IntakeError
        When the file cannot be read so; the text names the line.
    """
    codes: dict[int, tuple[str, ...]] = {}
    try:
        with sheet.open(encoding="utf-8-sig", newline="") as lines:
            reader = csv.DictReader(lines)
            if not {"answer", "themes"} <= set(reader.fieldnames or ()):
                raise IntakeError(f"{sheet.name}: the first line should name the columns answer,themes.")
            for row in reader:
                codes |= _code(here, sheet, reader.line_num, row)
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise IntakeError(f"{sheet.name} cannot be read as CSV in UTF-8 ({error}).") from error
    if not codes:
        raise IntakeError(f"{sheet.name} holds no codes: every line should be like 123,waiting prices.")
    return len(codes), store_codes(here.folder, here.programme, here.codebook, codes)


def _code(here: Organisation, sheet: Path, line: int, row: Mapping[str, str | None]) -> dict[int, tuple[str, ...]]:
    number, themes = (row["answer"] or "").strip(), tuple((row["themes"] or "").split())
    if not number.isdigit():
        raise IntakeError(f"{sheet.name}, line {line}: '{number}' is not the number of an answer.")
    known = [theme.id for theme in here.codebook.themes]
    stray = next((theme for theme in themes if theme not in known), None)
    if stray is not None:
        raise IntakeError(f"{sheet.name}, line {line}: {unknown('theme', stray, known)}")
    return {int(number): themes}


def _unfound(here: Organisation, found: pd.DataFrame, limit: int) -> tuple[Suggestion, ...]:
    read = enrich(found[["text"]], here.codebook, language=here.programme.language, workers=1)
    nothing = read["themes"].map(len).eq(0)
    order = pd.DataFrame({"has": ~nothing, "short": -found["text"].str.len()}).sort_values(["has", "short"]).index
    return tuple(_suggestion(found, int(row), "", 0.0) for row in order[:limit])


def _suggestion(found: pd.DataFrame, row: int, theme: str, chance: float) -> Suggestion:
    said: dict[Any, Any] = found.loc[row].to_dict()
    return Suggestion(
        int(said["verbatim_id"]),
        str(said["quarter"]),
        str(said["question"]),
        str(said["language"]),
        str(said["text"]),
        theme,
        chance,
    )


def _learnt(here: Organisation) -> Models:
    """The models that what people coded makes; those stored, where nobody has coded more since."""
    taught = taught_texts(here.folder, here.programme)
    mark = _mark(taught, here)
    stored = _stored(here.folder, mark)
    if stored is not None:
        return stored
    coded = taught[taught["codes"].notna()]
    themes = learned_themes.train(
        list(coded["text"]),
        list(coded["codes"]),
        list(coded["question"]),
        languages=list(coded["language"]),
        codebook=here.codebook,
    )
    models = Models(themes, sentiment.train(_toned(taught, here.programme), list(taught["tone"])))
    _keep(here.folder, models, mark)
    return models


def _mark(taught: pd.DataFrame, here: Organisation) -> str:
    """A mark that changes when people have coded or judged more, the codebook has changed, or answers have doubled."""
    said = sorted(
        json.dumps([text, question, None if codes is None else sorted(codes), tone])
        for text, question, codes, tone in zip(
            taught["text"], taught["question"], taught["codes"], taught["tone"], strict=True
        )
        if codes is not None or tone is not None
    )
    about: list[object] = [
        said,
        here.codebook.version,
        detectors(here.codebook),
        learned_themes.VERSION,
        sentiment.VERSION,
    ]
    about.append(int(taught["score"].notna().sum()).bit_length())
    return hashlib.blake2b(json.dumps(about).encode(), digest_size=8).hexdigest()


def _folder(folder: Path) -> Path:
    return folder / "models"


def _keep(folder: Path, models: Models, mark: str) -> None:
    place = _folder(folder)
    place.mkdir(exist_ok=True)
    (place / "themes.npz").unlink(missing_ok=True)
    if models.themes is not None:
        put_bytes(place / "themes.npz", models.themes.to_bytes())
    put_bytes(place / "tone.npz", models.tone.to_bytes())
    put_bytes(place / "taught.txt", mark.encode("ascii"))


def _stored(folder: Path, mark: str) -> Models | None:
    place = _folder(folder)
    if not (place / "taught.txt").is_file() or (place / "taught.txt").read_text("ascii") != mark:
        return None
    return Models(_stored_themes(folder), ToneModel.from_bytes((place / "tone.npz").read_bytes()))


def _stored_themes(folder: Path) -> ThemeModel | None:
    file = _folder(folder) / "themes.npz"
    return ThemeModel.from_bytes(file.read_bytes()) if file.is_file() else None


def _reader(here: Organisation, models: Models) -> Reader:
    themes, tone = models.themes, models.tone
    known = {} if themes is None else dict(zip(themes.themes, map(float, themes.spread), strict=True))
    learnt = "none" if themes is None else themes.version
    return Reader(
        f"{detectors(here.codebook)}; learned themes {learnt}; tone {tone.version}",
        known,
        0 if themes is None else themes.coded,
        None if themes is None else themes.micro_f1,
        tone.judged,
        tone.accuracy,
        tone.abstained,
    )


def _read(here: Organisation, models: Models, texts: pd.DataFrame) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Texts with all that is found in them; a short answer stays in the language that it was taken to be in."""
    read = enrich(
        texts.rename(columns={"language": "survey_language"}),
        here.codebook,
        allowed=allowed_words(here.folder),
        missed=remembered(here.folder),
        language=here.programme.language,
    )
    toned = sentiment.predict(models.tone, _toned(read, here.programme))
    read["tone"] = [sentiment.said(chance) for chance in toned]
    read["chances"], read["by_model"] = None, [[] for _ in range(len(read))]
    if models.themes is not None:
        _add_learned(models.themes, here, read)
    return read, vocabulary(read)


def _add_learned(model: ThemeModel, here: Organisation, read: pd.DataFrame) -> None:
    """An answer that the model gives a theme has the model's, and the codebook's of those that it never learnt."""
    chances = learned_themes.predict(
        model, list(read["text"]), list(read["question"]), languages=list(read["language"]), codebook=here.codebook
    )
    known = set(model.themes)
    given = [list(themes) for themes in given_themes(model, chances)]
    final = [
        sorted({*learnt, *(theme for theme in found if theme not in known)}) if learnt else found
        for learnt, found in zip(given, read["themes"], strict=True)
    ]
    read["themes"] = pd.Series(final, index=read.index, dtype="object")
    read["by_model"] = pd.Series(given, index=read.index, dtype="object")
    whole = np.rint(chances * 65_535).astype(int).tolist()
    read["chances"] = pd.Series(whole, index=read.index, dtype="object")


def _toned(texts: pd.DataFrame, programme: Programme) -> list[Toned]:
    """Texts with their score as a share of the way from the worst to the best."""
    scale = score_question(programme)
    found = []
    for text, language, question, score in zip(
        texts["text"], texts["language"], texts["question"], texts["score"], strict=True
    ):
        share = None
        if scale is not None and not pd.isna(score):
            share = (float(score) - scale.low) / (scale.high - scale.low)
            share = 1 - share if scale.best == "low" else share
        found.append(Toned(text, language, question, share))
    return found
