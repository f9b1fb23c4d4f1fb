"""The drop folder."""

from __future__ import annotations

import argparse

from cxlib import inbox, loading
from cxlib.commands.line import Commands, add, say, show, shown_progress
from cxlib.publish.record import reconciliation_record
from cxlib.terms.delivery import Delivery
from cxlib.wording.deliveries import delivery_lines, empty_inbox_sentence
from cxlib.wording.tongue import tongue


def register(commands: Commands) -> None:
    taking = add(commands, "inbox", take_in, "import what is put into the drop folder inbox/, for as long as it runs")
    taking.add_argument("--once", action="store_true", help="take in what is there now and end, for a scheduler")


def take_in(options: argparse.Namespace) -> int:
    """0 when everything was taken in; 1 when a file was refused."""
    folder = loading.data_folder()
    if options.once:
        found = inbox.take_in(folder, progress=shown_progress(options))
        _tell(options, found)
        return 1 if any(delivery.state == "refused" for delivery in found) else 0
    try:
        inbox.watch(folder, lambda delivery: _tell(options, (delivery,)))
    except KeyboardInterrupt:
        return 0
    return 0


def _tell(options: argparse.Namespace, found: tuple[Delivery, ...]) -> None:
    if options.json:
        show([delivery_record(delivery) for delivery in found])
        return
    words = tongue(options.language)
    lines = ["\n  ".join(delivery_lines(delivery, words)) for delivery in found]
    say("\n".join(lines) or empty_inbox_sentence(words))


def delivery_record(delivery: Delivery) -> dict[str, object]:
    outcome = delivery.reconciliation
    return {
        "file": delivery.file,
        "state": delivery.state,
        "reason": delivery.reason,
        "reconciliation": None if outcome is None else reconciliation_record(outcome),
    }
