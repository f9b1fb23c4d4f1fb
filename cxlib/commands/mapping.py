"""Getting to know a file: which profile reads it, and what its columns seem to be where none does."""

from __future__ import annotations

import argparse
from dataclasses import asdict, replace
from datetime import date
from pathlib import Path

from cxlib import loading
from cxlib.commands.line import Commands, add, say, show
from cxlib.errors import DefinitionError
from cxlib.intake import (
    ASKS,
    Mapping,
    Profile,
    Recognition,
    find_profile,
    profile_draft,
    programme_draft,
    propose,
    read_profile,
    read_programme,
    recognise,
)
from cxlib.intake.slug import slug
from cxlib.store.folder import current
from cxlib.wording.faults import refusal_sentence
from cxlib.wording.importing import ask_sentence, column_reason, kind_name, rows_found_sentence, scale_name
from cxlib.wording.tongue import Tongue, tongue


def register(commands: Commands) -> None:
    knowing = add(commands, "recognise", recognised, "which profile reads a file, told by its columns")
    knowing.add_argument("file", type=Path, metavar="FILE")
    proposing = add(commands, "propose", proposed, "what the columns of an unknown file seem to be")
    proposing.add_argument("file", type=Path, metavar="FILE")
    proposing.add_argument("--name", help="what the profile is called; the file's name when left out")
    proposing.add_argument("--day", type=date.fromisoformat, help="the day of all answers, where no column says it")
    proposing.add_argument(
        "--identical",
        choices=("once", "keep"),
        help="whether rows that are alike in all, where no id tells them apart, are one answer or several",
    )
    proposing.add_argument("--layout", help="the layout of the tool that wrote the file; recognised when left out")
    proposing.add_argument("--write", action="store_true", help="write the profile into profiles/, ready to import")


def recognised(options: argparse.Namespace) -> int:
    """0 when a profile reads the file or a layout fits it, 1 otherwise."""
    found = recognise(options.file, _profiles(loading.data_folder()))
    is_known = found.state in ("ready", "layout")
    if options.json:
        show(_recognition_record(found))
        return 0 if is_known else 1
    say(refusal_sentence(found.reason, tongue(options.language)))
    return 0 if is_known else 1


def proposed(options: argparse.Namespace) -> int:
    folder = loading.data_folder()
    file = folder / "programme.toml"
    programme = read_programme(file) if file.is_file() else None
    if programme is not None and programme.made_up:
        programme = None
    mapping = propose(options.file, layout=_layout(options, folder), programme=programme)
    mapping = replace(
        mapping,
        name=slug(options.name) if options.name else mapping.name,
        fixed=options.day,
        keeps_identical=None if options.identical is None else options.identical == "keep",
    )
    draft = profile_draft(mapping, programme)
    wanting = programme_draft(mapping, programme) if programme else ""
    if options.write:
        _write(folder, mapping, draft, wanting)
    if options.json:
        return show(_mapping_record(mapping, draft, wanting))
    words = tongue(options.language)
    end = [_next_sentence(mapping, options.file, words)] if options.write else ["", draft]
    return say("\n".join([*_mapping_lines(mapping, words), *end]))


def _profiles(folder: Path) -> list[Profile]:
    folders = loading.profile_folders(folder)
    return [read_profile(find_profile(name, folders)) for name in loading.profile_names(folder)]


def _layout(options: argparse.Namespace, folder: Path) -> Profile | None:
    if options.layout:
        return read_profile(find_profile(options.layout, loading.profile_folders(folder)))
    found = recognise(options.file, _profiles(folder))
    if found.state == "refused":
        raise DefinitionError(found.reason)
    return found.profile if found.state == "layout" else None


def _write(folder: Path, mapping: Mapping, draft: str, wanting: str) -> None:
    """Write the profile, and add to the programme what it lacks; what was there by that name stays as it is."""
    if ("", "no_date") in mapping.asks:
        raise DefinitionError(f"{mapping.file}: {ASKS['no_date']} Say it with --day 2026-03-31.")
    target = folder / "profiles" / f"{mapping.name}.toml"
    if target.exists():
        raise DefinitionError(f"{target} is there already. Give the new one another name: --name NAME.")
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text(draft, "utf-8")
    try:
        read_profile(target)
        if wanting:
            _extend(folder / "programme.toml", wanting)
    except DefinitionError:
        target.unlink()
        raise
    if wanting and current(folder) is not None:
        loading.learn_new(folder)


def _extend(programme: Path, wanting: str) -> None:
    """Append tables to a programme; a programme that would no longer read is left as it was."""
    before = programme.read_text("utf-8")
    programme.write_text(before.rstrip("\n") + "\n" + wanting + "\n", "utf-8")
    try:
        read_programme(programme)
    except DefinitionError:
        programme.write_text(before, "utf-8")
        raise


def _recognition_record(found: Recognition) -> dict[str, object]:
    gone = found.difference
    return {
        "file": found.file,
        "state": found.state,
        "profile": found.profile.name if found.profile else None,
        "fingerprint": found.fingerprint,
        "columns": list(found.header),
        "nearest": found.nearest or None,
        "missing": list(gone.missing) if gone else [],
        "new": list(gone.extra) if gone else [],
        "reason": found.reason,
    }


def _mapping_record(mapping: Mapping, draft: str, wanting: str) -> dict[str, object]:
    columns = [asdict(column) | {"why": column.why} for column in mapping.columns]
    for column in columns:
        del column["likelihood"]
    return {
        "file": mapping.file,
        "name": mapping.name,
        "fingerprint": mapping.fingerprint,
        "layout": mapping.layout.name if mapping.layout else None,
        "rows": mapping.rows,
        "columns": columns,
        "asks": [{"column": column, "ask": ask, "question": ASKS[ask]} for column, ask in mapping.asks],
        "preview": [{"row": row, "cells": list(cells)} for row, cells in mapping.preview],
        "notes": list(mapping.notes),
        "profile": draft,
        "programme": wanting,
    }


def _mapping_lines(mapping: Mapping, words: Tongue) -> list[str]:
    """What was found in a file, and what has to be asked."""
    lines = [f"{mapping.file}: {rows_found_sentence(mapping.rows, len(mapping.columns), words)}"]
    for column in mapping.columns:
        scale = f" ({scale_name(column.question_kind, words)}, {column.low}–{column.high})" if column.high else ""
        kind = kind_name(column.kind, words) + (scale if column.kind == "question" else "")
        lines.append(f"  {column.name}: {kind}. {column_reason(column.reason, words, column.strays)}.")
    asked = [(column, ask_sentence(ask, words)) for column, ask in mapping.asks]
    return lines + [f"  ? {column}: {said}" if column else f"  ? {said}" for column, said in asked]


def _next_sentence(mapping: Mapping, file: Path, words: Tongue) -> str:
    """Return what comes after a profile was written; what was asked has to be settled before."""
    how = f"python -m cxlib import {file} --profile {mapping.name}"
    if mapping.asks:
        said = words._("Kirjoitettiin profiles/{name}.toml. Vastaa siinä yllä oleviin kysymyksiin ja tuo sitten: {how}")
    else:
        said = words._("Kirjoitettiin profiles/{name}.toml. Tarkista se ja tuo sitten: {how}")
    return said.format(name=mapping.name, how=how)
