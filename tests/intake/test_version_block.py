"""The block printed for publishing, read back from the end of a programme: the same version, byte for byte safe."""

from __future__ import annotations

from pathlib import Path

from cxlib.intake import read_programme
from cxlib.intake.version_block import version_block
from cxlib.terms.programme import Component, IndexVersion, Label
from cxlib.terms.quarter import Quarter

ROOT = Path(__file__).parents[2]


def test_the_block_reads_back_to_the_same_version(tmp_path: Path) -> None:
    version = IndexVersion(
        3,
        Quarter(2027, 1),
        (Component("nps", "minmax", 0.125), Component("csat", "top_box", 0.875)),
        (("new", 0.334), ("established", 0.666), ("ended", 0.0)),
        target=66.5,
        reason=Label(fi='Lainaus " ja \\ sekä\nrivinvaihto', en="Quote"),
    )
    file = tmp_path / "programme.toml"
    shipped = (ROOT / "data" / "programme.toml").read_text("utf-8")
    file.write_text(f"{shipped}\n{version_block(version)}\n", "utf-8")
    assert read_programme(file).index_versions[-1] == version
