"""Reading stored answers anew: what people coded is taken and learnt, and what older detectors read is read again."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from cxlib.loading.coding import Taken, take_waiting
from cxlib.loading.definitions import Organisation
from cxlib.loading.learned import learnt, read_by, reader_of
from cxlib.loading.progress import Progress, silent
from cxlib.store.rereading import Reread, reread
from cxlib.terms.reading import Reader


@dataclass(frozen=True)
class Enriched:
    """What reading anew did: the codes that were taken first, how many texts were read, and by which detectors."""

    taken: Taken
    read: Reread
    reader: Reader

    @property
    def snapshot(self) -> str:
        """The newest snapshot that it made, "" where nothing was older and no code waited."""
        return self.read.snapshot or self.taken.snapshot


def enrich_stored(here: Organisation, progress: Progress | None = None) -> Enriched:
    """Take the codes that wait, read anew every stored text that older detectors read, and publish.

    Raises
    ------
    NoStore
        When nothing has been imported yet.
    StoreBusy
        When somebody else is writing.
    """
    tell = progress or silent
    tell(0.0, "learning from what people coded")
    taken = take_waiting(here)
    models = learnt(here)
    reader = reader_of(here, models)
    tell(0.3, "reading older answers")

    def anew(texts: pd.DataFrame) -> tuple[pd.DataFrame, pd.DataFrame]:
        return read_by(here, models, texts)

    def told(done: int, of: int) -> None:
        tell(0.3 + 0.65 * done / of, f"reading answers: {done} of {of}")

    outcome = reread(here.folder, here.programme, here.codebook, reader, read=anew, told=told)
    tell(1.0, "done")
    return Enriched(taken, outcome, reader)
