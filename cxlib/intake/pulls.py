"""Reads `pulls.toml`: from where answers are fetched, and how."""

from __future__ import annotations

import ipaddress
from dataclasses import replace
from pathlib import Path
from typing import Final, cast, get_args
from urllib.parse import urlsplit

from cxlib.intake.section import Section, distinct, open_definition
from cxlib.terms.pull import Paging, Pull, Source

_KEYS: Final = ("name", "source", "url", "key", "survey", "profile", "path", "records", "since", "changed", "paging")
_MORE_KEYS: Final = ("next", "header", "parameters")

#: How the tools that are known by name are asked. Formbricks' second management API sorts and filters by a date;
#: Zendesk's ratings come by cursor; Qualtrics exports a file.
_KNOWN: Final = {
    "formbricks": Pull(
        "",
        "formbricks",
        "",
        path="/api/v2/management/responses",
        records="data",
        since="startDate",
        changed="updatedAt",
        paging="offset",
        next="meta.total",
        header="x-api-key",
        parameters=(("filterDateField", "updatedAt"), ("order", "asc"), ("sortBy", "updatedAt")),
    ),
    "zendesk": Pull(
        "",
        "zendesk",
        "",
        path="/api/v2/satisfaction_ratings.json",
        records="satisfaction_ratings",
        since="start_time",
        changed="updated_at",
        paging="next",
        next="links.next",
        parameters=(("page[size]", "100"),),
        profile="zendesk",
    ),
    "qualtrics": Pull("", "qualtrics", "", header="X-API-TOKEN", since="startDate"),
    "rest": Pull("", "rest", ""),
}


def read_pulls(path: Path) -> tuple[Pull, ...]:
    """Read the sources of an organisation.

    Raises
    ------
    DefinitionError
        When the file says something that cannot be; the text names line, key, value and what is allowed.
    """
    section = open_definition(path)
    section.only("pulls")
    items = section.sections("pulls")
    distinct(items, "pull", "name")
    return tuple(_pull(item) for item in items)


def _pull(section: Section) -> Pull:
    section.only(*_KEYS, *_MORE_KEYS)
    source = cast(Source, section.choice("source", get_args(Source)))
    usual = _KNOWN[source]
    found = replace(
        usual,
        name=section.id("name"),
        url=_url(section),
        key=section.text("key", ""),
        survey=section.text("survey", "") if source in ("rest", "zendesk") else section.text("survey"),
        profile=section.text("profile", usual.profile),
    )
    if source != "rest":
        return found
    return replace(
        found,
        path=section.text("path"),
        records=section.text("records", ""),
        since=section.text("since", ""),
        changed=section.text("changed", ""),
        paging=cast(Paging, section.choice("paging", get_args(Paging), "none")),
        next=section.text("next", ""),
        header=section.text("header", "Authorization"),
        parameters=tuple(section.mapping("parameters").items()) if "parameters" in section.values else (),
    )


def _url(section: Section) -> str:
    """The address; a secret travels encrypted, or does not leave this machine."""
    url = section.text("url").rstrip("/")
    parts = urlsplit(url)
    if parts.scheme == "https" and parts.hostname:
        return url
    if parts.scheme == "http" and _is_here(parts.hostname or ""):
        return url
    section.wrong("url", url, "an address that begins with https://")


def _is_here(host: str) -> bool:
    try:
        return host == "localhost" or ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False
