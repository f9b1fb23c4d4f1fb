"""Where the definitions that ship with the checkout lie, so that a new folder can be given copies of them."""

from __future__ import annotations

from pathlib import Path

#: The profiles by which the demo's two files are read.
ANSWERS_PROFILE = "demo_answers"
INVITATIONS_PROFILE = "demo_invitations"

SHIPPED = Path(__file__).resolve().parents[2] / "data"


def definition_files() -> tuple[Path, ...]:
    """Return programme, codebook, actions and the demo's profiles, as paths relative to the shipped folder's own place.

    Copy each to the same place under a new folder: `target / path.relative_to(SHIPPED)`.

    >>> [path.name for path in definition_files()][:2]
    ['programme.toml', 'codebook.toml']
    """
    profiles = tuple(SHIPPED / "profiles" / f"{name}.toml" for name in (ANSWERS_PROFILE, INVITATIONS_PROFILE))
    return (SHIPPED / "programme.toml", SHIPPED / "codebook.toml", SHIPPED / "actions.toml", *profiles)
