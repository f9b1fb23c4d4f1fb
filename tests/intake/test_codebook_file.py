"""A pattern is changed in the file as a person would: the rest stays as it was written, comments too."""

from __future__ import annotations

from pathlib import Path

import pytest

from cxlib.errors import DefinitionError
from cxlib.intake import read_codebook
from cxlib.intake.codebook_file import with_pattern, with_properties, with_version
from cxlib.terms.codebook import Codebook, Pattern, Theme
from cxlib.terms.programme import Label

SHIPPED = Path(__file__).parents[2] / "data" / "codebook.toml"
TEXT = """# ours
version = "7"   # counts up

[[themes]]
id = "queue"    # the queue
label = "Jonotus"
[[themes.patterns]]
language = "fi"
any = [
  "jono",  # gone with its pattern
]
# what Swedes say
[[themes.patterns]]
language = "sv"
any = ["kö"]

# the next one
[[themes]]
id = "price"
label = "Hinta"
"""
FILE = Path("codebook.toml")


def test_a_pattern_is_replaced_and_all_else_stays() -> None:
    changed, codebook = with_pattern(TEXT, FILE, "queue", Pattern("fi", ("jonottaa", "pitkä jono"), ("ei jonoa",)))
    assert changed == TEXT.replace('version = "7"', 'version = "8"').replace(
        'any = [\n  "jono",  # gone with its pattern\n]', 'any = ["jonottaa", "pitkä jono"]\nwithout = ["ei jonoa"]'
    )
    assert codebook.version == "8"
    assert [pattern.language for pattern in codebook.themes[0].patterns] == ["fi", "sv"]


@pytest.mark.parametrize("theme", ["queue", "price"])
def test_a_pattern_in_a_new_language_is_added_to_its_theme(theme: str) -> None:
    changed, codebook = with_pattern(TEXT, FILE, theme, Pattern("en", ("queue",)))
    found = codebook.theme(theme)
    assert found is not None
    assert found.patterns[-1] == Pattern("en", ("queue",))
    assert all(line in changed.splitlines() for line in TEXT.splitlines() if line.startswith("#"))


@pytest.mark.parametrize("theme", [theme.id for theme in read_codebook(SHIPPED).themes])
def test_every_pattern_of_the_shipped_codebook_can_be_changed(theme: str) -> None:
    before, text = read_codebook(SHIPPED), SHIPPED.read_text("utf-8")
    _, after = with_pattern(text, FILE, theme, Pattern("fi", tuple(f"sana{n} toinen" for n in range(30)), ("ei",)))
    for old, new in zip(before.themes, after.themes, strict=True):
        same = old == new
        assert same == (old.id != theme)


@pytest.mark.parametrize(
    ("entries", "said"),
    [(("a*",), "a\\*"), (("jono", "(x|y)"), "regular expression"), ((), "at least one"), (("yksi " * 7,), "1 to 6")],
)
def test_a_pattern_that_cannot_be_one_is_pointed_at(entries: tuple[str, ...], said: str) -> None:
    with pytest.raises(DefinitionError, match=said) as error:
        with_pattern(TEXT, FILE, "queue", Pattern("fi", entries))
    assert error.value.line is not None


def test_a_theme_that_is_not_there_is_told() -> None:
    with pytest.raises(DefinitionError, match="no theme 'queu'"):
        with_pattern(TEXT, FILE, "queu", Pattern("fi", ("jono",)))


def test_properties_are_written_in_their_places_and_all_else_stays() -> None:
    text = TEXT.replace('label = "Hinta"\n', 'label = "Hinta"\nowner = "C# \\"team\\""  # since May\n')
    owner = Label(fi='Hinnoittelu "A"', sv="Prissättning", en="Pricing")
    changed, codebook = with_properties(text, FILE, Theme("price", Label(fi="Hinta"), "positive", "partner", owner))
    assert changed == text.replace('version = "7"', 'version = "8"').replace(
        'id = "price"\nlabel = "Hinta"\nowner = "C# \\"team\\""  # since May\n',
        'id = "price"\ncontrollability = "partner"\npolarity = "positive"\nlabel = "Hinta"\n'
        'owner = {fi = "Hinnoittelu \\"A\\"", sv = "Prissättning", en = "Pricing"}  # since May\n',
    )
    assert codebook.themes[1].owner == owner
    assert codebook.themes[0] == with_version_of(text).themes[0]
    nobody, codebook = with_properties(changed, FILE, Theme("price", Label(fi="Hinta"), "positive", "partner"))
    assert 'owner = ""  # since May' in nobody
    assert codebook.themes[1].owner == Label()


def with_version_of(text: str) -> Codebook:
    return with_pattern(text, FILE, "price", Pattern("en", ("price",)))[1]


@pytest.mark.parametrize("theme", [theme.id for theme in read_codebook(SHIPPED).themes])
def test_properties_of_every_theme_of_the_shipped_codebook_can_be_changed(theme: str) -> None:
    before, text = read_codebook(SHIPPED), SHIPPED.read_text("utf-8")
    wanted = Theme(theme, Label(fi="x"), "either", "regulation", Label(fi="Me", sv="Vi", en="We"))
    after = with_properties(text, FILE, wanted)[1]
    assert after.theme(theme).owner == wanted.owner
    assert [one for one in after.themes if one.id != theme] == [one for one in before.themes if one.id != theme]
    assert after.theme(theme).patterns == before.theme(theme).patterns


def test_what_a_line_cannot_replace_is_told_and_a_theme_that_is_not_there() -> None:
    dotted = TEXT.replace('label = "Hinta"\n', 'label = "Hinta"\nowner.fi = "Me"\nowner.sv = "Vi"\n')
    with pytest.raises(DefinitionError, match="owner are not each on one line"):
        with_properties(dotted, FILE, Theme("price", Label(fi="Hinta"), "either", "ours", Label(fi="He")))
    with pytest.raises(DefinitionError, match="there is no theme 'prices'"):
        with_properties(TEXT, FILE, Theme("prices", Label(), "either", "ours"))


def test_a_text_is_given_another_version_and_nothing_else() -> None:
    assert with_version(TEXT, "bank-1") == TEXT.replace('version = "7"', 'version = "bank-1"')
