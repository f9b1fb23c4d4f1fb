"""The made-up demo company: a Finnish bank with car finance, its survey and what its customers wrote.

Everything here is invented. What is planted in it stands in `cxlib.demo.truths`, and tests find it again.
"""

from cxlib.demo.export import ANSWERS_FILE, INVITATIONS_FILE, write_demo
from cxlib.demo.templates import ANSWERS_PROFILE, INVITATIONS_PROFILE, definition_files

__all__ = [
    "ANSWERS_FILE",
    "ANSWERS_PROFILE",
    "INVITATIONS_FILE",
    "INVITATIONS_PROFILE",
    "definition_files",
    "write_demo",
]
