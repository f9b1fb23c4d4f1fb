"""From files to a published snapshot, and the data folder of the organisation that they are of."""

from __future__ import annotations

from cxlib.loading.corrections import write_rejected
from cxlib.loading.definitions import (
    Organisation,
    actions,
    allowed_words,
    check,
    data_folder,
    open_store,
    organisation,
    profile_folders,
    profile_names,
    recognised,
)
from cxlib.loading.importing import import_files, try_files
from cxlib.loading.made_up import build_demo, build_demo_apart
from cxlib.loading.progress import Progress
from cxlib.loading.recounting import rebuild

__all__ = [
    "Organisation",
    "Progress",
    "actions",
    "allowed_words",
    "build_demo",
    "build_demo_apart",
    "check",
    "data_folder",
    "import_files",
    "open_store",
    "organisation",
    "profile_folders",
    "profile_names",
    "rebuild",
    "recognised",
    "try_files",
    "write_rejected",
]
