"""Where the definitions that ship with the checkout lie, so that a new folder can be given copies of them."""

from __future__ import annotations

from pathlib import Path

#: The profiles by which the demo's files are read.
ANSWERS_PROFILE = "demo_answers"
INVITATIONS_PROFILE = "demo_invitations"
OUTCOMES_PROFILE = "demo_outcomes"
EMPLOYEES_PROFILE = "demo_employees"

#: Of the posts on social media, which have a store of their own.
POSTS_PROFILE = "social_posts"

#: In the order of the files that `write_demo` writes.
PROFILES = (ANSWERS_PROFILE, INVITATIONS_PROFILE, OUTCOMES_PROFILE, EMPLOYEES_PROFILE)

SHIPPED = Path(__file__).resolve().parents[2] / "data"


def definition_files() -> tuple[Path, ...]:
    """Return programme, codebook, actions, topics and the demo's profiles, as paths from the shipped folder.

    Copy each to the same place under a new folder: `target / path.relative_to(SHIPPED)`.

    >>> [path.name for path in definition_files()][:2]
    ['programme.toml', 'codebook.toml']
    """
    profiles = tuple(SHIPPED / "profiles" / f"{name}.toml" for name in PROFILES)
    names = ("programme.toml", "codebook.toml", "actions.toml", "topics.toml")
    return (*(SHIPPED / name for name in names), *profiles)
