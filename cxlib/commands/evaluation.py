"""How well open answers are understood."""

from __future__ import annotations

import argparse
from pathlib import Path

from cxlib import loading
from cxlib.commands.line import Commands, add, say, show
from cxlib.errors import SelectionError
from cxlib.evaluation.kept import keep
from cxlib.evaluation.labelled import COLUMNS, labelled_rows
from cxlib.evaluation.language import evaluate_language
from cxlib.evaluation.redaction import evaluate_redaction
from cxlib.evaluation.report import Evaluation
from cxlib.evaluation.search import evaluate_search
from cxlib.evaluation.sentiment import evaluate_sentiment
from cxlib.evaluation.themes import evaluate_themes
from cxlib.terms.codebook import Codebook


def register(commands: Commands) -> None:
    what = "precision, recall and F1 on a file that people labelled, beside the targets"
    evaluating = add(commands, "evaluate", evaluate, what)
    evaluating.add_argument("file", type=Path, help="CSV with a header, or JSON lines")
    evaluating.add_argument("--kind", choices=sorted(COLUMNS), required=True, help="what is labelled")
    evaluating.add_argument(
        "--train", type=int, default=0, metavar="N", help="train on N of the rows, drawn at random (themes, sentiment)"
    )


def evaluate(options: argparse.Namespace) -> int:
    result = _evaluated(options)
    folder = loading.data_folder()
    if folder.is_dir():
        keep(folder, result)
    if options.json:
        return show({**result.record(), "worst": list(result.worst)})
    return say(result.text())


def _evaluated(options: argparse.Namespace) -> Evaluation:
    if options.train < 0 or (options.train and options.kind not in {"themes", "sentiment"}):
        raise SelectionError("--train takes a number of rows, and only for --kind themes or sentiment.")
    rows, name = labelled_rows(options.file, options.kind), options.file.name
    if options.kind == "language":
        return evaluate_language(rows, name)
    if options.kind == "redaction":
        return evaluate_redaction(rows, name, allowed=loading.allowed_words(loading.data_folder()))
    if options.kind == "search":
        return evaluate_search(rows, name)
    if options.kind == "sentiment":
        return evaluate_sentiment(rows, name, train=options.train)
    return evaluate_themes(rows, name, _codebook(), train=options.train)


def _codebook() -> Codebook:
    folder = loading.data_folder()
    return loading.organisation(folder).codebook if (folder / "programme.toml").is_file() else Codebook("none", ())
