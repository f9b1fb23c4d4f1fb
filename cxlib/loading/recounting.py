"""The store recounted by the definitions as they are now."""

from __future__ import annotations

from pathlib import Path

import pandas as pd

from cxlib.loading.definitions import allowed_words, organisation
from cxlib.loading.progress import Progress, silent
from cxlib.store.rebuilding import rebuild as rebuild_store
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
