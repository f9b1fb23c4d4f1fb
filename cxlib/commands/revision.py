"""Other weights for the index, tried out before they are published."""

from __future__ import annotations

import argparse

from cxlib import loading
from cxlib.commands.line import Commands, add, opened, say, show
from cxlib.errors import SelectionError
from cxlib.publish.revision import revision_record, revision_text
from cxlib.revision import revision
from cxlib.terms.quarter import Quarter
from cxlib.wording.tongue import tongue


def register(commands: Commands) -> None:
    revising = add(commands, "revise", revise, "what the index would be by other weights; publishes nothing")
    weights = revising.add_argument
    weights("--weights", nargs="+", default=[], metavar="QUESTION=0.4", help="also QUESTION/TRANSFORM=0.4")
    weights("--stage-weights", nargs="+", default=[], metavar="STAGE=0.3", help="what is not named shares the rest")
    revising.add_argument("--quarter", type=Quarter.parse, help="such as 2026Q3; the latest when left out")
    revising.add_argument("--valid-from", type=Quarter.parse, help="first quarter of the new version, such as 2026Q4")
    revising.add_argument("--target", type=float, help="of the new version; the present one when left out")
    revising.add_argument("--reason", default="", help="why the version was made, for programme.toml")


def revise(options: argparse.Namespace) -> int:
    here = loading.organisation(loading.data_folder())
    words = tongue(options.language)
    found = revision(
        opened(here),
        here.programme,
        _weights(options.weights),
        _weights(options.stage_weights),
        quarter=options.quarter,
        valid_from=options.valid_from,
        target=options.target,
        reason=options.reason,
    )
    if options.json:
        return show(revision_record(found, here.programme, words))
    return say(revision_text(found, here.programme, words))


def _weights(written: list[str]) -> dict[str, float]:
    """Read `nps=0.4 ces/top_box=0.1`; a comma is a decimal sign too."""
    found = {}
    for text in written:
        name, equals, weight = text.partition("=")
        try:
            found[name] = float(weight.replace(",", "."))
        except ValueError:
            equals = ""
        if not equals or not name:
            raise SelectionError(f"'{text}' is not a weight. Write it as NAME=WEIGHT, such as nps=0.4.")
    return found
