"""The one DuckDB store of an organisation: one writer, versioned snapshots, and every query sent to them."""

from cxlib.store.feedback_store import FeedbackStore
from cxlib.store.folder import current
from cxlib.store.rebuilding import rebuild
from cxlib.store.snapshot import open_snapshot
from cxlib.store.writer import Writer

__all__ = ["FeedbackStore", "Writer", "current", "open_snapshot", "rebuild"]
