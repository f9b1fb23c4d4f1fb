"""The line of a key is found in every way that TOML has to write one."""

from __future__ import annotations

import tomllib

import pytest

from cxlib.intake.key_lines import KeyPath, header_lines, locate_keys

TEXT = '''# a comment with = and [brackets]
name = "x # no comment = no key [no.table]"
"quoted key" = 1
a.b . "c.d" = 2

[index]  # comment
label = {fi = "a", sv = "b"}
# no key = here
[[index.versions]]
components = [
  {question = "nps", weight = 0.5},  # ] }
  {question = "csat", weight = 0.5},
]
[index.versions.stage_weights]
new = 1
[[index.versions]]
version = 2
long = """
[[index.versions]]
version = 3 \\""" still
"""
literal = \'\'\'
[not.a.table]
\'\'\'
[[index.versions]]
rows = [
  [1, 2],
  [3,
   4]]
day = 2017-05-15
last = true'''


@pytest.mark.parametrize("newline", ["\n", "\r\n"], ids=["lf", "crlf"])
@pytest.mark.parametrize(
    ("path", "line"),
    [
        (("name",), 2),
        (("quoted key",), 3),
        (("a", "b", "c.d"), 4),
        (("index",), 6),
        (("index", "label", "sv"), 7),
        (("index", "versions", 0), 9),
        (("index", "versions", 0, "components", 1), 12),
        (("index", "versions", 0, "components", 1, "weight"), 12),
        (("index", "versions", 0, "stage_weights"), 14),
        (("index", "versions", 0, "stage_weights", "new"), 15),
        (("index", "versions", 1, "version"), 17),
        (("index", "versions", 1, "literal"), 22),
        (("index", "versions", 2), 25),
        (("index", "versions", 2, "rows", 1), 28),
        (("index", "versions", 2, "rows", 1, 1), 29),
        (("index", "versions", 2, "last"), 31),
    ],
    ids=str,
)
def test_line_of(path: KeyPath, line: int, newline: str) -> None:
    assert locate_keys(TEXT.replace("\n", newline))[path] == line


def test_every_key_of_the_document_has_a_line() -> None:
    lines = locate_keys(TEXT)

    def paths(value: object, path: KeyPath) -> list[KeyPath]:
        inner: list[tuple[str | int, object]] = []
        if isinstance(value, dict):
            inner = list(value.items())
        elif isinstance(value, list):
            inner = list(enumerate(value))
        return [path, *(deeper for key, part in inner for deeper in paths(part, (*path, key)))]

    assert set(paths(tomllib.loads(TEXT), ())) - {()} == set(lines)


def test_headers_are_not_nested_arrays_or_text() -> None:
    assert header_lines(TEXT) == (6, 9, 14, 16, 25)
