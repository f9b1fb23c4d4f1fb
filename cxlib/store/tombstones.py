"""Whose answers were erased, so that no import brings them back: keyed hashes, from which nobody can be read."""

from __future__ import annotations

import hmac
from collections.abc import Iterable, Sequence
from hashlib import sha256
from pathlib import Path

from cxlib.store.folder import put_file, secret

_APART = "\x1e"
#: Stands for whichever profile; none has this name.
_ANY = "*"


def response_hash(folder: Path, profile: str, keys: Sequence[str]) -> list[str]:
    """Return keyed hashes of response ids; an id tells a response apart within its profile alone."""
    return _hashes(folder, f"response{_APART}{profile}{_APART}", keys)


def response_marks(folder: Path, profile: str, keys: Sequence[str]) -> list[tuple[str, str]]:
    """Return by which hashes a response may be buried: within its profile, or by `respondent_marks` in any."""
    return list(zip(response_hash(folder, profile, keys), response_hash(folder, _ANY, keys), strict=True))


def respondent_marks(folder: Path, respondent: str) -> tuple[str, str]:
    """Return the hashes that bury an id of which nobody knows what it is: a response's in any file, and a customer's.

    No profile need be known, so that the mark holds for files that come by a profile of which nobody knew either.
    """
    return response_hash(folder, _ANY, [respondent])[0], customer_hash(folder, [respondent])[0]


def customer_hash(folder: Path, keys: Sequence[str]) -> list[str]:
    """Return keyed hashes of customer keys, which are the same in every survey."""
    return _hashes(folder, f"customer{_APART}", keys)


def tombstones(folder: Path) -> frozenset[str]:
    """Return the hashes of all who were erased."""
    path = _file(folder)
    return frozenset(path.read_text("ascii").split()) if path.is_file() else frozenset()


def bury(folder: Path, hashes: Iterable[str]) -> None:
    """Add hashes to those that no import brings back."""
    every = sorted(tombstones(folder) | set(hashes))
    put_file(_file(folder), "\n".join(every) + "\n")


def dig_up(folder: Path, hashes: Iterable[str]) -> bool:
    """Let imports bring hashes back; tell whether any was buried."""
    buried, wanted = tombstones(folder), set(hashes)
    if not buried & wanted:
        return False
    put_file(_file(folder), "".join(f"{mark}\n" for mark in sorted(buried - wanted)))
    return True


def _file(folder: Path) -> Path:
    return folder / "erased.txt"


def _hashes(folder: Path, prefix: str, keys: Sequence[str]) -> list[str]:
    key = bytes.fromhex(secret(folder))
    return [hmac.digest(key, f"{prefix}{name}".encode(), sha256).hex() for name in keys]
