"""Themes found in answers, by the codebook or by a model trained on codes, against the themes that people gave."""

from __future__ import annotations

import random
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from cxlib.errors import IntakeError
from cxlib.evaluation.agreement import Agreement, Figure, share
from cxlib.evaluation.labelled import Row, listed, string
from cxlib.evaluation.report import Evaluation, Line, Target
from cxlib.measures.intervals import Z
from cxlib.terms.codebook import Codebook
from cxlib.text import language, learned_themes, themes, words

#: Rows to train on are drawn by this, so that a file in order of anything is still mixed, and always alike.
_SEED = 1


@dataclass(frozen=True)
class Coded:
    """One answer with the themes that a person gave it and those found; `shares` are what a share adds up."""

    text: str
    language: str
    group: str
    given: frozenset[str]
    found: frozenset[str]
    shares: tuple[tuple[str, float], ...]


def evaluate_themes(rows: Sequence[Row], file: str, codebook: Codebook, *, train: int = 0) -> Evaluation:
    """Measure themes on rows of a text and the themes that people gave it, separated by `;`.

    With `train`, so many rows train a model, by their question too, and the others are measured.
    """
    coded = _learned(rows, codebook, train) if train else _by_codebook(rows, codebook)
    if not coded:
        raise IntakeError(f"{file} has {len(rows)} rows: after training on {train}, none is left to measure.")
    names = sorted({name for one in coded for name in one.given | one.found})
    counts: dict[tuple[str, str], Agreement] = defaultdict(Agreement)
    worst: list[str] = []
    for one in coded:
        for name in one.given | one.found:
            agreement = Agreement(
                int(name in one.given & one.found), int(name not in one.given), int(name not in one.found)
            )
            for place in (("", "all (micro)"), ("theme", name), ("language", one.language)):
                counts[place] += agreement
        if one.given != one.found:
            worst.append(f"{_said(one.given)} taken for {_said(one.found)}: {one.text}")
    lines = tuple(Line(group, name, counts[group, name]) for group, name in sorted(counts))
    targets = [
        Target("micro-F1", 0.70, counts["", "all (micro)"].f1),
        Target("share error (as a share of answers)", 0.015, _share_error(coded, names), at_most=True),
    ]
    if groups := sorted({one.group for one in coded} - {""}):
        targets.append(Target("groups whose most frequent theme is right", 1.0, _first_right(coded, groups)))
    how = f"by a model trained on {train} of the rows" if train else f"by the codebook, version {codebook.version}"
    notes = (f"Themes found {how}.", *_strange(coded, codebook, train))
    return Evaluation("themes", file, len(coded), lines, tuple(targets), tuple(worst), notes)


def _said(names: frozenset[str]) -> str:
    return ", ".join(sorted(names)) or "nothing"


def _by_codebook(rows: Sequence[Row], codebook: Codebook) -> list[Coded]:
    matcher = themes.matcher(codebook, words.lexicon())
    ids = _ids(codebook)
    coded = []
    for row in rows:
        text = string(row, "text")
        spoken = string(row, "language") or language.detect(text)[0]
        found = frozenset(matcher.themes(words.forms(text), text, spoken))
        given = frozenset(ids.get(str(name).lower(), str(name)) for name in listed(row, "themes"))
        shares = tuple((name, 1.0) for name in sorted(found))
        coded.append(Coded(text, spoken, string(row, "group"), given, found, shares))
    return coded


def _ids(codebook: Codebook) -> dict[str, str]:
    """Theme ids by what people may call the themes: ids, names in any language, and the labels of coded files."""
    called: dict[str, str] = {}
    for theme in codebook.themes:
        names = (theme.id, *theme.human_labels, *(theme.label.text(tongue) for tongue in words.LANGUAGES))
        called.update((name.lower(), theme.id) for name in names if name)
    return called


def _learned(rows: Sequence[Row], codebook: Codebook, train: int) -> list[Coded]:
    order = random.Random(_SEED).sample(range(len(rows)), len(rows))
    mixed = [rows[place] for place in order]
    texts, questions = [string(row, "text") for row in mixed], [string(row, "question") for row in mixed]
    spoken = [string(row, "language") or language.detect(text)[0] for row, text in zip(mixed, texts, strict=True)]
    given = [frozenset(map(str, listed(row, "themes"))) for row in mixed]
    known = codebook if codebook.themes else None
    model = learned_themes.train(
        texts[:train], given[:train], questions[:train], languages=spoken[:train], codebook=known
    )
    if model is None:
        raise IntakeError(
            f"{train} rows are too few to train on: {learned_themes.FEWEST_CODED} are needed, and a theme that "
            f"{learned_themes.FEWEST_OF_A_THEME} of them have."
        )
    chances = learned_themes.predict(model, texts[train:], questions[train:], languages=spoken[train:], codebook=known)
    found = learned_themes.given_themes(model, chances)
    return [
        Coded(texts[at], spoken[at], string(mixed[at], "group"), given[at], frozenset(names), _chances(model, chance))
        for at, names, chance in zip(range(train, len(mixed)), found, chances, strict=True)
    ]


def _chances(model: learned_themes.ThemeModel, chance: Iterable[float]) -> tuple[tuple[str, float], ...]:
    return tuple((name, float(share)) for name, share in zip(model.themes, chance, strict=True))


def _share_error(coded: Sequence[Coded], names: Sequence[str]) -> Figure:
    """The mean distance between a theme's share as found and as given, with what chance in these rows makes of it."""
    errors = []
    for name in names:
        differences = [dict(one.shares).get(name, 0.0) - (name in one.given) for one in coded]
        errors.append(abs(sum(differences)) / len(coded))
    mean = sum(errors) / max(1, len(errors))
    spread = Z * (sum((error - mean) ** 2 for error in errors) / max(1, len(errors) - 1) / max(1, len(errors))) ** 0.5
    return Figure(mean, max(0.0, mean - spread), mean + spread, len(names))


def _first_right(coded: Sequence[Coded], groups: Sequence[str]) -> Figure | None:
    right = sum(_first(coded, group, found=True) == _first(coded, group, found=False) for group in groups)
    return share(right, len(groups))


def _first(coded: Sequence[Coded], group: str, *, found: bool) -> str:
    counts: Counter[str] = Counter()
    for one in coded:
        if one.group == group:
            counts.update(dict(one.shares) if found else dict.fromkeys(one.given, 1.0))
    return max(sorted(counts), key=lambda name: counts[name], default="")


def _strange(coded: Sequence[Coded], codebook: Codebook, train: int) -> tuple[str, ...]:
    unknown = {name for one in coded for name in one.given} - {theme.id for theme in codebook.themes}
    if train or not unknown:
        return ()
    return (f"Not in the codebook, and so never found: {', '.join(sorted(unknown))}.",)
