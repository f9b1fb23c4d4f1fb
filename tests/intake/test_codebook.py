"""A codebook is read whole, and every mistake in it is named with its line."""

from __future__ import annotations

from pathlib import Path

import pytest

from cxlib.errors import DefinitionError
from cxlib.intake import read_codebook
from cxlib.terms.codebook import Pattern
from cxlib.terms.programme import Label

TEXT = """version = "2026-1"

[[themes]]
id = "waiting"
label = {fi = "Jonotus", en = "Waiting"}
polarity = "negative"
controllability = "ours"
owner = "Asiakaspalvelu"
action = "Takaisinsoitto"
human_labels = ["Timeliness of care"]
[[themes.patterns]]
language = "fi"
any = ["jonottaa", "odotus*", "pitkä jono"]
without = ["ei jonoa"]
[[themes.patterns]]
language = "en"
any = ["wait*", "on hold", "don't pick up"]

[[themes]]
id = "praise"
label = "Kiitos"
"""


def write(folder: Path, text: str) -> Path:
    path = folder / "codebook.toml"
    path.write_text(text, "utf-8")
    return path


def test_everything_arrives(tmp_path: Path) -> None:
    codebook = read_codebook(write(tmp_path, TEXT))
    waiting, praise = codebook.themes
    assert codebook.version == "2026-1"
    assert (waiting.polarity, waiting.controllability, waiting.owner.fi) == ("negative", "ours", "Asiakaspalvelu")
    assert waiting.patterns[0] == Pattern("fi", ("jonottaa", "odotus*", "pitkä jono"), ("ei jonoa",))
    assert waiting.human_labels == ("Timeliness of care",)
    assert (praise.polarity, praise.owner, praise.patterns) == ("either", Label(), ())


def test_an_owner_has_a_name_in_each_language_or_one_for_all(tmp_path: Path) -> None:
    named = 'owner = {fi = "Asiakaspalvelu", sv = "Kundtjänsten", en = "Customer service"}'
    waiting, praise = read_codebook(write(tmp_path, TEXT.replace('owner = "Asiakaspalvelu"', named))).themes
    assert [waiting.owner.text(language) for language in ("fi", "sv", "en")] == [
        *("Asiakaspalvelu", "Kundtjänsten", "Customer service")
    ]
    nobody = read_codebook(write(tmp_path, TEXT.replace('owner = "Asiakaspalvelu"', 'owner = ""'))).themes[0]
    assert nobody.owner == praise.owner == Label()


MISTAKES = {
    "version": (
        'version = "2026-1"',
        "version = 1",
        1,
        "version = 1 at the top of the file should be a text in quotes",
    ),
    "polarity": (
        '"negative"',
        '"neg"',
        6,
        "polarity = 'neg' in [themes] 'waiting' should be one of negative, positive, either",
    ),
    "controllability": ('"ours"', '"us"', 7, "should be one of ours, partner, regulation"),
    "owner": (
        'owner = "Asiakaspalvelu"',
        "owner = []",
        8,
        "owner = [] in [themes] 'waiting' should be a text, or {fi =",
    ),
    "twice": ('id = "praise"', 'id = "waiting"', 20, "the theme 'waiting' is defined twice (first on line 4)"),
    "label twice": (
        'label = "Kiitos"',
        'label = "Kiitos"\nhuman_labels = ["Timeliness of care"]',
        22,
        "'Timeliness of care' already belongs to the theme 'waiting'",
    ),
    "regular expression": ('"odotus*"', '"odo(tus|tella)"', 13, "This is not a regular expression."),
    "star inside": ('"odotus*"', '"odo*tus"', 13, "and * only at its end"),
    "star alone": ('"odotus*"', '"*"', 13, "should be letters and digits"),
    "short star": ('"odotus*"', '"o*"', 13, "matches nearly anything"),
    "too long": ('"pitkä jono"', '"yksi kaksi kolme neljä viisi kuusi seitsemän"', 13, "should be 1 to 6 words"),
    "empty term": ('"ei jonoa"', '""', 14, "should be 1 to 6 words"),
    "no terms": ('any = ["wait*", "on hold", "don\'t pick up"]', "any = []", 17, "at least one word or phrase"),
    "not a list": ('any = ["wait*", "on hold", "don\'t pick up"]', 'any = "wait"', 17, "should be a list of texts"),
    "language": ('language = "en"', 'language = "English"', 16, "a language code, as fi, sv or en"),
}


@pytest.mark.parametrize("mistake", MISTAKES)
def test_mistake(tmp_path: Path, mistake: str) -> None:
    old, new, line, said = MISTAKES[mistake]
    assert old in TEXT
    with pytest.raises(DefinitionError) as refused:
        read_codebook(write(tmp_path, TEXT.replace(old, new, 1)))
    assert said in str(refused.value)
    assert str(refused.value).startswith(f"codebook.toml, line {line}: ")


def test_sixty_themes_and_no_more(tmp_path: Path) -> None:
    def text(count: int) -> str:
        return 'version = "1"\n' + "".join(f'[[themes]]\nid = "t{n}"\nlabel = "x"\n' for n in range(count))

    assert len(read_codebook(write(tmp_path, text(60))).themes) == 60
    with pytest.raises(DefinitionError, match=r"line 182: 61 themes: at most 60 are allowed"):
        read_codebook(write(tmp_path, text(61)))
