"""From files to a published snapshot, and the data folder of the organisation that they are of."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cxlib.on_demand import on_demand

if TYPE_CHECKING:
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
    from cxlib.loading.recounting import learn_new, rebuild
else:
    __getattr__ = on_demand(
        __name__,
        {
            "Organisation": "definitions",
            "Progress": "progress",
            "actions": "definitions",
            "allowed_words": "definitions",
            "build_demo": "made_up",
            "build_demo_apart": "made_up",
            "check": "definitions",
            "data_folder": "definitions",
            "import_files": "importing",
            "learn_new": "recounting",
            "open_store": "definitions",
            "organisation": "definitions",
            "profile_folders": "definitions",
            "profile_names": "definitions",
            "rebuild": "recounting",
            "recognised": "definitions",
            "try_files": "importing",
            "write_rejected": "corrections",
        },
    )

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
    "learn_new",
    "open_store",
    "organisation",
    "profile_folders",
    "profile_names",
    "rebuild",
    "recognised",
    "try_files",
    "write_rejected",
]
