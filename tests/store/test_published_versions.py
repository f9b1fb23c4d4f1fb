"""A version of the index that numbers were published with stays as it was; the refusal names version, key and way."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from cxlib.errors import DamagedSnapshot, DefinitionError
from cxlib.store.published_versions import content_of, fingerprint
from cxlib.store.rebuilding import rebuild
from cxlib.store.snapshot import open_snapshot
from cxlib.terms.programme import IndexVersion, Label, Programme
from cxlib.terms.quarter import Quarter
from tests.store.survey import COMPONENTS, a_codebook, a_programme, made_up, write

VERSION = a_programme().index_versions[0]
LATER = IndexVersion(2, Quarter(2026, 1), COMPONENTS[:2], VERSION.stage_weights)


def changed(**changes: object) -> Programme:
    return a_programme(index_versions=(replace(VERSION, **changes),))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    write(tmp_path, made_up(5, 40))
    return tmp_path


@pytest.mark.parametrize(
    ("programme", "said"),
    [
        (
            changed(components=(replace(COMPONENTS[0], weight=0.4), *COMPONENTS[1:])),
            "components.recommend/nps_category '0.5', and programme.toml now has it '0.4'",
        ),
        (changed(components=COMPONENTS[:2]), "components.effort/minmax '0.2', and programme.toml now has it not there"),
        (changed(target=50.0), "target 'none', and programme.toml now has it '50'"),
        (changed(stage_weights=(("new", 0.6), ("established", 0.4))), "stage_weights.new '0.5'"),
        (changed(valid_from=Quarter(2024, 4)), "valid_from '2025Q1', and programme.toml now has it '2024Q4'"),
        (a_programme(index_versions=()), "programme.toml has no version 1 of the index any longer"),
    ],
)
def test_a_published_version_is_not_changed_by_any_way_in(folder: Path, programme: Programme, said: str) -> None:
    ways_in = (
        lambda: open_snapshot(folder, programme),
        lambda: write(folder, made_up(6, 5, first=900), programme=programme),
        lambda: rebuild(folder, programme, a_codebook()),
    )
    for way_in in ways_in:
        with pytest.raises(DefinitionError) as caught:
            way_in()
        assert said in str(caught.value)
    open_snapshot(folder, a_programme()).close()


def test_the_sentence_tells_the_way_out(folder: Path) -> None:
    with pytest.raises(DefinitionError, match=r"^Version 1 of the index .*new version under \[\[index.versions\]\]"):
        open_snapshot(folder, changed(target=1.0))


def test_a_reason_may_be_corrected_and_a_version_not_yet_in_use_changed(folder: Path) -> None:
    for later in (LATER, replace(LATER, target=70.0)):
        programme = a_programme(index_versions=(replace(VERSION, reason=Label(fi="Kirjoitusvirhe korjattu")), later))
        open_snapshot(folder, programme).close()
        write(folder, made_up(7, 5, first=900), programme=programme)
    assert list(json.loads((folder / "store" / "versions.json").read_text("utf-8"))["versions"]) == ["1"]


def test_a_made_up_company_binds_nobody(tmp_path: Path) -> None:
    write(tmp_path, made_up(5, 40), programme=a_programme(made_up=True))
    with pytest.raises(DefinitionError):
        open_snapshot(tmp_path, replace(changed(target=1.0), made_up=True))
    write(tmp_path, made_up(6, 5, first=900), programme=changed(target=1.0))
    with pytest.raises(DefinitionError):
        open_snapshot(tmp_path, changed(target=2.0))


def test_a_list_of_versions_that_was_touched_is_damaged(folder: Path) -> None:
    file = folder / "store" / "versions.json"
    whole = file.read_text("utf-8")
    for broken in (whole.replace('"0.5"', '"0.4"'), whole[:40], "[]"):
        file.write_text(broken, "utf-8")
        with pytest.raises(DamagedSnapshot, match=r"versions\.json"):
            open_snapshot(folder, a_programme())


def test_a_fingerprint_does_not_depend_on_the_order_of_keys() -> None:
    content = content_of(VERSION)
    assert (
        fingerprint(content) == fingerprint(dict(reversed(content.items()))) != fingerprint({**content, "target": "1"})
    )
