"""A source elsewhere, from which answers are fetched."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Source = Literal["formbricks", "qualtrics", "zendesk", "rest"]
Paging = Literal["next", "cursor", "pages", "offset", "none"]


@dataclass(frozen=True)
class Pull:
    """One source of `pulls.toml`.

    `key` names the environment variable that holds the secret, which stands in no file. Of a generic source `path` is
    asked page by page; `records` is the way to the list in what it answers; `since` the parameter by which it is asked
    for what changed after the last time, and `changed` the field of a record that says when that was.
    """

    name: str
    source: Source
    url: str
    key: str = ""
    survey: str = ""
    profile: str = ""
    path: str = ""
    records: str = ""
    since: str = ""
    changed: str = ""
    paging: Paging = "none"
    next: str = ""
    header: str = "Authorization"
    parameters: tuple[tuple[str, str], ...] = ()
