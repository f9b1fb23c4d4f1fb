"""Profiles: what they say arrives, what cannot be is named with its line, and the programme they carry is whole."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from cxlib.errors import DefinitionError
from cxlib.intake import codebook_text, find_profile, programme_text, read_codebook, read_profile, read_programme

SHIPPED = Path(__file__).parents[2] / "data" / "profiles"

TEXT = """label = "Kysely"

[file]
delimiter = ";"
decimal = ","
encoding = "cp1252"

[keys]
response = ["ID"]

[date]
column = "Pvm"
formats = ["%d.%m.%Y", "excel"]
[[date.exceptions]]
rows = [[2, 9]]
formats = ["%m/%d/%Y"]

[stage]
column = "Vaihe"
values = {"Uusi" = "new"}

[[dimensions]]
id = "channel"
column = "Kanava"

[[questions]]
id = "nps"
column = "NPS"
missing = [11, "Blank"]
verbal = {"Kyllä!" = 10}

[[open_questions]]
column = "Teksti"
prompt_column = "Kysymys"
prompts = {"Miksi\\n näin?" = "why"}
junk = ["Ei mitään."]

[human.codes]
columns = ["K1", "K2"]
codes = {"1" = "praise"}
question = "why"

[human.tone]
column = "Sävy"
negative = [4, 5]
positive = [1, 2]
"""


def write(folder: Path, text: str) -> Path:
    path = folder / "oma.toml"
    path.write_text(text, "utf-8")
    return path


def test_everything_arrives(tmp_path: Path) -> None:
    profile = read_profile(write(tmp_path, TEXT))
    assert (profile.name, profile.content, profile.file.kind) == ("oma", "answers", "csv")
    assert (profile.file.delimiter, profile.file.decimal, profile.file.encoding) == (";", ",", "cp1252")
    assert (profile.file.header_row, profile.file.first_data_row) == (1, 2)
    assert profile.date.exceptions[0].rows == ((2, 9),)
    assert profile.questions[0].missing == {"11", "Blank"}
    assert profile.questions[0].verbal == {"kyllä": 10}
    assert profile.open_questions[0].prompts == {"Miksi näin?": "why"}
    assert profile.open_questions[0].junk == {"ei mitään"}
    assert profile.human_tone is not None
    assert profile.human_tone.tones == {"4": -1, "5": -1, "1": 1, "2": 1}
    assert profile.columns == ("ID", "Pvm", "Vaihe", "Kanava", "NPS", "Teksti", "Kysymys", "K1", "K2", "Sävy")


@pytest.mark.parametrize(
    ("table", "month", "fixed"),
    [('day_column = "D"\nmonth = "2017-05"', date(2017, 5, 1), None), ("fixed = 2017-05-15", None, date(2017, 5, 15))],
)
def test_dates_without_a_date_column(tmp_path: Path, table: str, month: date | None, fixed: date | None) -> None:
    source = read_profile(write(tmp_path, f"[date]\n{table}\n")).date
    assert (source.month, source.fixed) == (month, fixed)


MISTAKES = {
    "unknown key": ('delimiter = ";"', 'delimeter = ";"', 4, "no key 'delimeter' in [file]. Did you mean 'delimiter'?"),
    "delimiter": ('delimiter = ";"', 'delimiter = "x"', 4, "delimiter = 'x' in [file] should be one of"),
    "encoding": ('"cp1252"', '"cp12522"', 6, "should be an encoding, as utf-8"),
    "header row": (
        'delimiter = ";"',
        "header_row = 0",
        4,
        "header_row = 0 in [file] should be a whole number, 1 or more",
    ),
    "data row": ('delimiter = ";"', "first_data_row = 1", 4, "should be a whole number, 2 or more"),
    "keys": ('response = ["ID"]', 'response = "ID"', 9, "response = 'ID' in [keys] should be a list of texts"),
    "date format": ('"%d.%m.%Y"', '"%d.%m"', 13, "formats = '%d.%m' in [date] should be with year and month at least"),
    "no date": (
        'column = "Pvm"',
        "",
        11,
        "[date] needs exactly one of column, day_column, fixed or file_name, and has none",
    ),
    "two dates": ('column = "Pvm"', 'column = "Pvm"\nfixed = 2020-01-01', 11, "and has column and fixed"),
    "row range": ("[[2, 9]]", "[[9, 2]]", 15, "should be pairs of first and last spreadsheet row"),
    "exception of nothing": ("rows = [[2, 9]]", "", 14, "needs column and values, or rows"),
    "stage policy": (
        'values = {"Uusi" = "new"}',
        'unmapped = "keep"',
        20,
        "unmapped = 'keep' in [stage] should be one of reject",
    ),
    "column and value": (
        'column = "Kanava"',
        'column = "Kanava"\nvalue = "chat"',
        22,
        "'channel' needs either column, or value",
    ),
    "value map": ('{"Uusi" = "new"}', '{"Uusi" = 1}', 20, "'Uusi' = 1 should be a text in quotes"),
    "verbal": ('{"Kyllä!" = 10}', '{"Kyllä!" = "10"}', 30, "a table from words to numbers"),
    "no prompts": ('prompts = {"Miksi\\n näin?" = "why"}', "", 32, "with prompt_column needs prompts"),
    "two ways to ask": (
        'prompt_column = "Kysymys"',
        'prompt_column = "Kysymys"\nquestion = "why"',
        32,
        "either question, or prompt_column",
    ),
    "theme id": ('{"1" = "praise"}', '{"1" = "Praise"}', 40, "'1' = 'Praise' should be a theme's id"),
    "two tones": ("positive = [1, 2]", "positive = [4]", 46, "positive: '4' stands under two tones"),
    "content": (
        'label = "Kysely"',
        'content = "answer"',
        1,
        "; did you mean 'answers'?",
    ),
    "invitations": ('label = "Kysely"', 'content = "invitations"', 26, "no key 'questions' at the top of the file"),
}


@pytest.mark.parametrize("mistake", MISTAKES)
def test_mistake(tmp_path: Path, mistake: str) -> None:
    old, new, line, said = MISTAKES[mistake]
    assert old in TEXT
    with pytest.raises(DefinitionError) as refused:
        read_profile(write(tmp_path, TEXT.replace(old, new, 1)))
    assert said in str(refused.value)
    assert str(refused.value).startswith(f"oma.toml, line {line}: ")


@pytest.mark.parametrize("name", ["nhs_px", "sfo_2017", "plain"])
def test_shipped_profiles_carry_a_whole_programme(name: str, tmp_path: Path) -> None:
    profile = read_profile(SHIPPED / f"{name}.toml")
    (tmp_path / "programme.toml").write_text(programme_text(profile) or "", "utf-8")
    programme = read_programme(tmp_path / "programme.toml")
    assert {source.id for source in profile.questions} == {question.id for question in programme.questions}
    assert {source.id for source in profile.dimensions} == {dimension.id for dimension in programme.dimensions}
    assert programme.index_versions


@pytest.mark.parametrize("name", ["nhs_px", "sfo_2017"])
def test_shipped_codes_all_have_a_theme(name: str, tmp_path: Path) -> None:
    profile = read_profile(SHIPPED / f"{name}.toml")
    (tmp_path / "codebook.toml").write_text(codebook_text(profile) or "", "utf-8")
    themes = {theme.id for theme in read_codebook(tmp_path / "codebook.toml").themes}
    used: set[str] = set()
    if profile.human_themes is not None:
        used |= set(profile.human_themes.columns.values())
    if profile.human_codes is not None:
        used |= set(profile.human_codes.codes.values())
    assert used == themes


def test_carried_programme_is_cut_out_with_its_comments(tmp_path: Path) -> None:
    text = (
        '[date]\nfixed = 2020-01-01\n# about the programme\n[programme]\nname = "A"\n# kept\n'
        '[[programme.stages]]\nid = "new"\nlabel = "[programme]"\n[codebook]\nversion = "1"\n'
    )
    profile = read_profile(write(tmp_path, text))
    assert programme_text(profile) == 'name = "A"\n# kept\n[[stages]]\nid = "new"\nlabel = "[programme]"\n'
    assert codebook_text(profile) == 'version = "1"\n'


def test_mistake_in_a_carried_programme_has_the_line_of_the_profile(tmp_path: Path) -> None:
    text = '[date]\nfixed = 2020-01-01\n[programme]\nname = "A"\nsmallest_group = 1\n'
    with pytest.raises(DefinitionError, match=r"^oma\.toml, line 5: smallest_group = 1 in \[programme\]"):
        read_profile(write(tmp_path, text))


def test_profile_without_a_programme(tmp_path: Path) -> None:
    assert programme_text(read_profile(write(tmp_path, TEXT))) is None


def test_find_profile_takes_the_first_folder(tmp_path: Path) -> None:
    mine, shipped = tmp_path / "mine", tmp_path / "shipped"
    for folder in (mine, shipped):
        folder.mkdir()
        (folder / "kysely.toml").write_text("", "utf-8")
    assert find_profile("kysely", [mine, shipped]) == mine / "kysely.toml"
    assert find_profile("kysely", [tmp_path / "puuttuu", shipped]) == shipped / "kysely.toml"


@pytest.mark.parametrize("name", ["kysly", "../kysely", ""])
def test_unknown_profile_lists_those_there_are(tmp_path: Path, name: str) -> None:
    (tmp_path / "kysely.toml").write_text("", "utf-8")
    with pytest.raises(DefinitionError, match=r"There is no profile .* There are: kysely\. Looked in: "):
        find_profile(name, [tmp_path])
