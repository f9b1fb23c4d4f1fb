"""What the index was made of when numbers were first published with it: a published version stays as it was."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from pathlib import Path

from cxlib.errors import DamagedSnapshot, DefinitionError
from cxlib.store.connection import WAY_OUT
from cxlib.store.folder import StoreFolder, put_file
from cxlib.terms.programme import IndexVersion, Programme
from cxlib.terms.quarter import Quarter

#: A version's content, by the keys of programme.toml.
Content = Mapping[str, str]


def content_of(version: IndexVersion) -> dict[str, str]:
    """Return what may not change in a published version: all but the reason given for it.

    >>> from cxlib.terms.programme import Component
    >>> content_of(IndexVersion(1, Quarter(2026, 1), (Component("ease", "minmax", 1.0),), (("all", 1.0),), 60.0))
    {'valid_from': '2026Q1', 'target': '60', 'components.ease/minmax': '1', 'stage_weights.all': '1'}
    """
    return {
        "valid_from": str(version.valid_from),
        "target": "none" if version.target is None else f"{version.target:g}",
        **{f"components.{component.key}": f"{component.weight:g}" for component in version.components},
        **{f"stage_weights.{stage}": f"{weight:g}" for stage, weight in version.stage_weights},
    }


def fingerprint(content: Content) -> str:
    """Return a content's fingerprint, whatever order its keys come in."""
    return hashlib.blake2b(json.dumps(sorted(content.items())).encode(), digest_size=8).hexdigest()


def refuse_changed(folder: Path, programme: Programme) -> None:
    """Refuse a programme in which a version is other than it was published with.

    Raises
    ------
    DefinitionError
        Names the version, the key and the way out.
    """
    now = {version.version: content_of(version) for version in programme.index_versions}
    for number, before in sorted(_remembered(folder, programme).items()):
        if number not in now:
            raise DefinitionError(
                f"programme.toml has no version {number} of the index any longer, and numbers were published with it. "
                "Put it back as it was; a version that is no longer wanted ends where the next one's valid_from begins."
            )
        if fingerprint(now[number]) != fingerprint(before):
            raise DefinitionError(_changed(number, before, now[number]))


def remember(folder: Path, programme: Programme, quarters: Sequence[Quarter]) -> None:
    """Write down the versions that these quarters were published with; those remembered already stay as they are."""
    known = _remembered(folder, programme)
    used = {version.version: version for quarter in quarters if (version := programme.index_version(quarter))}
    fresh = {number: content_of(version) for number, version in used.items() if number not in known}
    if not fresh:
        return
    versions = {
        str(number): {"fingerprint": fingerprint(content), "content": dict(content)}
        for number, content in sorted({**known, **fresh}.items())
    }
    put_file(_file(folder), json.dumps({"made_up": programme.made_up, "versions": versions}, indent=1) + "\n")


def _file(folder: Path) -> Path:
    return StoreFolder(folder).store / "versions.json"


def _remembered(folder: Path, programme: Programme) -> dict[int, Content]:
    """Return the versions written down; those of a made-up company bind no other."""
    file = _file(folder)
    try:
        written = json.loads(file.read_text("utf-8"))
        if written["made_up"] and not programme.made_up:
            return {}
        entries = {int(number): entry for number, entry in written["versions"].items()}
        found: dict[int, Content] = {number: dict(entry["content"]) for number, entry in entries.items()}
        whole = all(fingerprint(found[number]) == entry["fingerprint"] for number, entry in entries.items())
    except FileNotFoundError:
        return {}
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise DamagedSnapshot(f"{file.name} cannot be read. {WAY_OUT}") from error
    if not whole:
        raise DamagedSnapshot(f"{file.name} is not as it was written. {WAY_OUT}")
    return found


def _changed(number: int, before: Content, now: Content) -> str:
    key = next(key for key in (*before, *now) if before.get(key) != now.get(key))
    was, is_ = (f"'{content[key]}'" if key in content else "not there" for content in (before, now))
    return (
        f"Version {number} of the index was published with {key} {was}, and programme.toml now has it {is_}. "
        f"A published version stays as it was: put {key} back, and make the change in a new version under "
        "[[index.versions]]; `python -m cxlib revise` prints one."
    )
