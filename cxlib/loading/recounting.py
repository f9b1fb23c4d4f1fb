"""The store recounted by the definitions as they are now."""

from __future__ import annotations

from pathlib import Path

import pandas as pd

from cxlib.errors import OutdatedSnapshot
from cxlib.loading.definitions import allowed_words, organisation
from cxlib.loading.progress import Progress, silent
from cxlib.store.definitions import Names, scoring_differences
from cxlib.store.folder import current
from cxlib.store.opening import open_newest_whole
from cxlib.store.rebuilding import rebuild as rebuild_store
from cxlib.store.writer import Writer
from cxlib.text.enrichment import enrich, vocabulary
from cxlib.text.missed_names import remembered


def rebuild(folder: Path, progress: Progress | None = None) -> str:
    """Recount the store by the definitions as they are now: themes found anew, sums made again."""
    here = organisation(folder)
    tell = progress or silent
    tell(0.0, "reading the stored answers anew")

    def anew(texts: pd.DataFrame) -> tuple[pd.DataFrame, pd.DataFrame]:
        read = enrich(
            texts,
            here.codebook,
            allowed=allowed_words(folder),
            missed=remembered(folder),
            language=here.programme.language,
        )
        return read, vocabulary(read)

    name = rebuild_store(folder, here.programme, here.codebook, enrich=anew)
    tell(1.0, "done")
    return name


def learn_new(folder: Path, progress: Progress | None = None) -> str | None:
    """Let the store know what is new in the programme; recount it only where what is stored would change.

    Returns the name of the snapshot that was published, None where nothing is new.
    """
    try:
        with Writer(folder, organisation(folder).programme) as writer:
            return writer.grow()
    except OutdatedSnapshot:
        return rebuild(folder, progress)


def is_recount_needed(folder: Path) -> bool:
    """Return whether the programme counts what is stored otherwise than it was counted; what is new in it does not."""
    if current(folder) is None:
        return False
    connection, _, _ = open_newest_whole(folder)
    try:
        return bool(scoring_differences(connection, Names.read(connection), organisation(folder).programme))
    finally:
        connection.close()
