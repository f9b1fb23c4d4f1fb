"""What people coded, learnt: models kept in the data folder, and answers read by them."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
import pandas as pd

from cxlib.loading.definitions import Organisation, allowed_words
from cxlib.store.definitions import score_question
from cxlib.store.folder import put_bytes
from cxlib.store.readings import last_reader
from cxlib.store.rereading import taught_texts
from cxlib.terms.feedback import Feedback
from cxlib.terms.programme import Programme
from cxlib.terms.reading import Reader
from cxlib.text import learned_themes, sentiment
from cxlib.text.enrichment import detectors, enrich, vocabulary
from cxlib.text.learned_themes import ThemeModel, given_themes
from cxlib.text.missed_names import remembered
from cxlib.text.sentiment import Toned, ToneModel


@dataclass(frozen=True, eq=False)
class Models:
    """What was learnt: themes where there are codes enough, and tone."""

    themes: ThemeModel | None
    tone: ToneModel


def learnt(here: Organisation) -> Models:
    """The models that what people coded makes; those stored, where nobody has coded more since."""
    taught = taught_texts(here.folder, here.programme)
    mark = _mark(taught, here)
    known = stored(here.folder, mark)
    if known is not None:
        return known
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


def stored(folder: Path, mark: str | None = None) -> Models | None:
    """Return the models kept in a folder; None where there are none, or others taught them than `mark` says."""
    place = _folder(folder)
    if not (place / "taught.txt").is_file():
        return None
    if mark is not None and (place / "taught.txt").read_text("ascii") != mark:
        return None
    return Models(stored_themes(folder), ToneModel.from_bytes((place / "tone.npz").read_bytes()))


def stored_themes(folder: Path) -> ThemeModel | None:
    """Return the kept model of themes, where there were codes enough for one."""
    file = _folder(folder) / "themes.npz"
    return ThemeModel.from_bytes(file.read_bytes()) if file.is_file() else None


def reader_of(here: Organisation, models: Models) -> Reader:
    """Return what the store keeps of the models beside every answer that they read."""
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


def read_by(here: Organisation, models: Models, texts: pd.DataFrame) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Texts with all that is found in them; a short answer stays in the language that it was taken to be in."""
    read = enrich(
        texts.rename(columns={"language": "survey_language"}),
        here.codebook,
        allowed=allowed_words(here.folder),
        missed=remembered(here.folder),
        language=here.programme.language,
    )
    # what is too short to tell stays in its stored language, known from where it was
    read["language_source"] = read["language_source"].where(read["language_source"] == "detected")
    _add_final(here, models, read)
    return read, vocabulary(read)


def read_on_arrival(here: Organisation, feedback: Feedback) -> tuple[Feedback, tuple[str, ...]]:
    """Return enriched feedback with the final themes, where what people coded was learnt; and what is to be told.

    Notes
    -----
    Only by the very detectors that read the store last: of two readers, the store adds up the newer one's chances
    alone. Answers that cannot be read so wait for `enrich`, and that is told.
    """
    read, coded = feedback.verbatims, _coded(feedback)
    if read.empty:
        return feedback, ()
    models, last = stored(here.folder), last_reader(here.folder)
    if models is None or last is None:
        return feedback, _untaught_notes(len(read) - coded, coded)
    detectors_now = reader_of(here, models).detectors
    if detectors_now != last.detectors:
        return feedback, _waiting_notes(len(read) - coded)
    read = read.copy()
    scoring = score_question(here.programme)
    scores = feedback.responses.set_index("response_key").get(scoring.id) if scoring else None
    read["score"] = np.nan if scores is None else read["response_key"].map(scores).astype("Float64")
    _add_final(here, models, read)
    return replace(feedback, verbatims=read.drop(columns="score"), read_by=last.detectors), ()


def _coded(feedback: Feedback) -> int:
    """How many of the answers the file's own people have coded."""
    codes = feedback.human_codes
    return 0 if codes.empty else len(codes[["response_key", "question"]].drop_duplicates())


def _untaught_notes(answers: int, coded: int) -> tuple[str, ...]:
    if coded < learned_themes.FEWEST_CODED or answers <= 0:
        return ()
    return (
        f"People coded {coded} of these answers; the other {answers} have the themes of the codebook alone until "
        "`python -m cxlib enrich` learns from the codes.",
    )


def _waiting_notes(answers: int) -> tuple[str, ...]:
    if answers <= 0:
        return ()
    return (
        f"{answers} answers have the themes of the codebook alone until `python -m cxlib enrich`: the codebook or its "
        "detectors have changed since the model read the others.",
    )


def _add_final(here: Organisation, models: Models, read: pd.DataFrame) -> None:
    """Add what the models say: tone, chances, and the themes that they give."""
    toned = sentiment.predict(models.tone, _toned(read, here.programme))
    read["tone"] = [sentiment.said(chance) for chance in toned]
    read["chances"], read["by_model"] = None, [[] for _ in range(len(read))]
    if models.themes is not None:
        _add_learned(models.themes, here, read)


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
