"""A version of the index as the block of programme.toml that `read_programme` reads back to the same version."""

from __future__ import annotations

import json

from cxlib.terms.programme import IndexVersion, Label


def version_block(version: IndexVersion) -> str:
    """Return the `[[index.versions]]` block of a version.

    Examples
    --------
    >>> from cxlib.terms.programme import Component
    >>> from cxlib.terms.quarter import Quarter
    >>> print(version_block(IndexVersion(2, Quarter(2026, 4), (Component("ease", "minmax", 1.0),), (("all", 1.0),))))
    [[index.versions]]
    version = 2
    valid_from = "2026Q4"
    components = [
      {question = "ease", transform = "minmax", weight = 1.0},
    ]
    stage_weights = {all = 1.0}
    """
    lines = ["[[index.versions]]", f"version = {version.version}", f'valid_from = "{version.valid_from}"']
    if version.target is not None:
        lines.append(f"target = {version.target}")
    if version.reason != Label():
        lines.append(f"reason = {_label(version.reason)}")
    components = (
        f"  {{question = {_text(each.question)}, transform = {_text(each.transform)}, weight = {each.weight}}},"
        for each in version.components
    )
    weights = ", ".join(f"{stage} = {weight}" for stage, weight in version.stage_weights)
    return "\n".join([*lines, "components = [", *components, "]", f"stage_weights = {{{weights}}}"])


def _label(label: Label) -> str:
    parts = (("fi", label.fi), ("sv", label.sv), ("en", label.en))
    return "{" + ", ".join(f"{language} = {_text(text)}" for language, text in parts if text) + "}"


def _text(text: str) -> str:
    """Return a TOML basic string: JSON's escapes are among TOML's, once the delete character is escaped too."""
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")
