"""Slips that people make in TOML: the line they made them on, and what to write instead."""

from __future__ import annotations

from pathlib import Path

import pytest

from cxlib.errors import DefinitionError
from cxlib.intake import read_programme

INDEX = '[[index.versions]]\nversion = 1\nvalid_from = "2024Q1"\n'


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("name = Pankki\n", 'line 1: .*Text stands in quotation marks: name = "Pankki"'),
        ('name = "Pankki\nsmallest_group = 5\n', "line 1: .*A quotation mark opens on this line and does not close"),
        ("name = “Pankki”\n", "line 1: .*straight quotation marks"),
        ('name "Pankki"\n', "line 1: .*written as key = value"),
        ('name = "x"\nstages = [\n  {id = "a", label = "x"},\n\n[[questions]]\nid = "a"\n', "line 2: .*is not closed"),
        ('name = "x"\nstages = ["a" "b"]\n', "line 2: .*a comma is missing"),
        (
            f'name = "x"\n{INDEX}components = [{{question = "ces", transform = "minmax", weight = 1}}]\n',
            "line 5: question = 'ces' in .* names nothing: none are defined",
        ),
    ],
    ids=["unquoted", "open quote", "curly", "no equals", "open list", "no comma", "empty choice"],
)
def test_slip(tmp_path: Path, text: str, said: str) -> None:
    (tmp_path / "programme.toml").write_text(text, "utf-8")
    with pytest.raises(DefinitionError, match=said):
        read_programme(tmp_path / "programme.toml")
