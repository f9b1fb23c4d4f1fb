"""Files as survey tools write them, told by their columns alone; each is proposed, drafted and read to its last row."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from cxlib.errors import DefinitionError, IntakeError
from cxlib.intake import (
    Mapping,
    Profile,
    profile_draft,
    programme_text,
    propose,
    read_file,
    read_profile,
    read_programme,
    recognise,
)
from cxlib.terms.feedback import Feedback, Reconciliation
from cxlib.terms.programme import Programme
from tests.intake.test_xlsx_sheet import workbook

SHIPPED = Path(__file__).parents[2] / "data" / "profiles"


@pytest.fixture(scope="module")
def profiles() -> list[Profile]:
    return [read_profile(path) for path in sorted(SHIPPED.glob("*.toml"))]


def read_as_proposed(
    path: Path, profiles: list[Profile], folder: Path, *, day: date | None = None
) -> tuple[Feedback, Reconciliation]:
    """What `recognise`, `propose --write` and `import` do one after the other."""
    found = recognise(path, profiles)
    mapping = replace(propose(path, layout=found.profile), fixed=day)
    (folder / "oma.toml").write_text(profile_draft(mapping), "utf-8")
    profile = read_profile(folder / "oma.toml")
    (folder / "programme.toml").write_text(programme_text(profile) or "", "utf-8")
    assert recognise(path, [profile]).state == "ready"
    return read_file(path, profile, read_programme(folder / "programme.toml"))


SHARED_FILES = {
    "qualtrics/sample.csv": ("layout", "qualtrics"),
    "qualtrics/sample_legacy.csv": ("layout", "qualtrics_legacy"),
    "surveymonkey/StarWars.csv": ("layout", "surveymonkey_undated"),
    "google_forms/jupyter_education_2016_googleforms.csv": ("layout", "google_forms"),
    "a11/sample_cx_responses_upload.csv": ("ready", "a11"),
    "a11/sample_cx_responses_upload_with_bom.csv": ("ready", "a11"),
    "open311/helsinki_request.json": ("ready", "open311"),
    "../cncf_ambassador/CNCF_Ambassadors_Survey_2019_H1.csv": ("ready", "cncf_ambassador"),
    "../cncf_ambassador/CNCF_Ambassadors_Survey_2020_H1.csv": ("ready", "cncf_ambassador"),
    "../cncf_ambassador/CNCF_Ambassadors_Survey_2021.csv": ("ready", "cncf_ambassador_2021"),
    "../jupyter_ux_2015/survey_export.csv": ("ready", "jupyter_ux_2015"),
    "../pmr_drivers/chapter7_data.csv": ("ready", "pmr_drivers"),
    "../fft_gp/data.csv": ("ready", "fft_gp"),
    "../nhs_px/v6framework_230831.csv": ("ready", "nhs_px"),
    "../sfo_2017/survey_2017.csv": ("ready", "sfo_2017"),
}


@pytest.mark.parametrize("file", SHARED_FILES)
def test_real_files_are_known_by_their_columns(shared: Path, profiles: list[Profile], file: str) -> None:
    found = recognise(shared / "data/formats" / file, profiles)
    assert (found.state, found.profile and found.profile.name) == SHARED_FILES[file]


@pytest.mark.parametrize(
    ("file", "rows"),
    [
        ("qualtrics/sample.csv", 1),
        ("qualtrics/sample_legacy.csv", 1),
        ("surveymonkey/StarWars.csv", 1186),
        ("google_forms/jupyter_education_2016_googleforms.csv", 125),
    ],
)
def test_real_exports_are_read_as_proposed(
    shared: Path, profiles: list[Profile], tmp_path: Path, file: str, rows: int
) -> None:
    _, account = read_as_proposed(shared / "data/formats" / file, profiles, tmp_path, day=date(2024, 1, 1))
    assert (account.read, account.accepted) == (rows, rows)


def test_words_of_a_surveymonkey_matrix_become_numbers(shared: Path, profiles: list[Profile], tmp_path: Path) -> None:
    """FiveThirtyEight's published count: 610 of 826 view Han Solo very favourably (of those who rated him at all)."""
    path = shared / "data/formats/surveymonkey/StarWars.csv"
    feedback, account = read_as_proposed(path, profiles, tmp_path, day=date(2014, 6, 3))
    han = feedback.responses[next(name for name in feedback.responses if name.startswith("please_state"))]
    assert int((han == 5).sum()) == 610
    assert "Not UTF-8, so read as Windows-1252 (cp1252)." in account.notes


A_STAR = {"id": 1, "stars": 4, "title": "Ok", "text": "Toimii", "language": "fi", "createdAt": "2026-01-02T10:00:00Z"}
WRITTEN: dict[str, tuple[str, str, int]] = {
    "surveymonkey.csv": (
        "Respondent ID,Collector ID,Start Date,End Date,IP Address,Which do you use?,,Why?\n"
        ",,,,,Phone,Chat,Open-Ended Response\n"
        "11,1,01/30/2026 01:00:00 PM,01/31/2026 01:00:00 PM,1.2.3.4,Phone,,Fast\n"
        "12,1,01/30/2026 01:00:00 PM,01/31/2026 02:00:00 PM,1.2.3.4,,Chat,Slow\n",
        "surveymonkey",
        2,
    ),
    "surveymonkey_one.csv": (
        "Respondent ID,Collector ID,Start Date,End Date,How likely are you to recommend us?\n"
        "11,1,01/30/2026 01:00:00 PM,01/31/2026 01:00:00 PM,9\n12,1,01/30/2026 01:00:00 PM,01/31/2026 02:00:00 PM,0\n",
        "surveymonkey_one_header",
        2,
    ),
    "surveymonkey_new.csv": (
        "respondent_id,collector_id,date_created,date_modified,Why?\n,,,,Open-Ended Response\n"
        "11,1,2026-01-30 13:00:00,2026-01-31 13:00:00,Fast\n",
        "surveymonkey_ids",
        1,
    ),
    "typeform.csv": (
        "#,How was it?,Response Type,Start Date (UTC),Stage Date (UTC),Submit Date (UTC),Network ID,Tags,Ending\n"
        "ab1cd2ef,5,completed,2026-01-30 13:00:00,,2026-01-30 13:05:00,9f,,x\n"
        "ab1cd2eg,1,completed,2026-01-30 13:00:00,,2026-01-30 13:06:00,9f,,x\n",
        "typeform",
        2,
    ),
    "formbricks.csv": (
        "No.,Response ID,Timestamp,Finished,Survey ID,Tags,1. How satisfied are you?\n"
        "1,cm1,2026-01-30T13:00:00.000Z,Yes,s1,,5\n2,cm2,2026-01-30T13:00:00.000Z,Yes,s1,,1\n",
        "formbricks",
        2,
    ),
    "formbricks.json": (
        json.dumps(
            {"data": [{"id": "cm1", "surveyId": "s1", "createdAt": "2026-01-30T13:00:00.000Z", "data": {"q1": 9}}]}
        ),
        "formbricks_json",
        1,
    ),
    "google_forms_fi.csv": (
        "Aikaleima,Kuinka todennäköisesti suosittelisit meitä?,Mitä käytät?\n"
        '2026/01/30 1.05.10 ip. EET,9,"Puhelin, Chat"\n2026/01/31 1.05.10 ip. EET,0,Chat\n',
        "google_forms_fi",
        2,
    ),
    "zendesk.json": (
        json.dumps(
            {
                "satisfaction_ratings": [
                    {
                        "id": 569000000000000001,
                        "score": "good",
                        "comment": "Kiitos",
                        "updated_at": "2026-01-30T13:00:00Z",
                    },
                    {
                        "id": 569000000000000002,
                        "score": "offered",
                        "comment": None,
                        "updated_at": "2026-01-30T13:00:00Z",
                    },
                ],
                "next_page": None,
                "count": 2,
            }
        ),
        "zendesk",
        2,
    ),
    "trustpilot.json": (json.dumps({"reviews": [A_STAR], "links": []}), "trustpilot", 1),
    "app_store.json": (
        json.dumps(
            {
                "data": [
                    {
                        "type": "customerReviews",
                        "id": "0000-1",
                        "attributes": {"rating": 5, "body": "Hyvä", "createdDate": "2026-01-30T09:00:00-07:00"},
                    }
                ],
                "links": {"self": "x"},
            }
        ),
        "app_store",
        1,
    ),
    "long.csv": (
        "Vastaus-ID;Vastattu;Kanava;Kysymys;Vastaus\n1;1.2.2026;Chat;Suosittelu (0-10);9\n1;1.2.2026;Chat;Miksi?;Hyvä\n"
        "2;1.2.2026;Chat;Ikä;45\n",
        "plain_long",
        3,
    ),
    "social.csv": (
        "post_id,created_at,platform,author,text,sentiment\n1,2026-01-30T13:00:00Z,X,Maija,Jonotin,negative\n",
        "social_posts",
        1,
    ),
    "observations.csv": (
        "Havainto-ID;Päivä;Paikka;Havainnoija;Havainto\n1;1.2.2026;Kauppa;Matti;Asiakas ihmetteli hintaa\n",
        "frontline_observations",
        1,
    ),
    "base.csv": ("Päivä;Elinkaari;Kanava;Asiakkaita\n1.1.2026;Uusi;Chat;1200\n", "customer_base", 1),
    "invited.csv": (
        "Kutsu-ID;Lähetetty;Elinkaari;Kanava;Perillä\n1;1.1.2026;Uusi;Chat;kyllä\n",
        "invitations",
        1,
    ),
}


@pytest.mark.parametrize("name", WRITTEN)
def test_files_written_to_the_tools_layouts(name: str, profiles: list[Profile], tmp_path: Path) -> None:
    text, expected, rows = WRITTEN[name]
    path = tmp_path / name
    path.write_text(text, "utf-8")
    found = recognise(path, profiles)
    assert found.profile is not None, found.reason
    assert found.profile.name == expected
    if found.state == "layout":
        _, account = read_as_proposed(path, profiles, tmp_path)
        assert account.accepted == rows, account.rejections
        return
    brought = programme_text(found.profile) or programme_text(read_profile(SHIPPED / "plain.toml"))
    (tmp_path / "programme.toml").write_text(brought or "", "utf-8")
    _, account = read_file(path, found.profile, read_programme(tmp_path / "programme.toml"))
    assert account.read == rows
    unknown = [one.reason for one in account.rejections]
    assert unknown == (["not a question that the profile knows"] if name == "long.csv" else [])


def test_google_play_reviews_in_utf16(profiles: list[Profile], tmp_path: Path) -> None:
    names = ["Package Name", "App Version Code", "App Version Name", "Reviewer Language", "Device"]
    names += ["Review Submit Date and Time", "Review Submit Millis Since Epoch", "Review Last Update Date and Time"]
    names += ["Review Last Update Millis Since Epoch", "Star Rating", "Review Title", "Review Text", "Review Link"]
    row = "fi.app,1,1.0,fi,x,2026-01-30T13:00:00Z,1769778000000,2026-01-30T13:00:00Z,1769778000000,4,,Hyvä äppi,"
    path = tmp_path / "reviews_fi.app_202601.csv"
    path.write_text(f"{','.join(names)}\n{row}\n", "utf-16")
    found = recognise(path, profiles)
    assert (found.state, found.profile and found.profile.name) == ("ready", "google_play")
    assert found.profile is not None
    (tmp_path / "programme.toml").write_text(programme_text(found.profile) or "", "utf-8")
    feedback, account = read_file(path, found.profile, read_programme(tmp_path / "programme.toml"))
    assert feedback.verbatims["text"].tolist() == ["Hyvä äppi"]
    assert "Read as UTF-16." in account.notes


@pytest.mark.parametrize(
    ("layout", "header"),
    [
        ("webropol", ["Vastaajan numero", "Vastausaika", "Kieli", "Kuinka todennäköisesti suosittelisit?", "Miksi?"]),
        ("questback", ["Vastaajan ID", "Päättymisaika", "Kieli", "Kuinka todennäköisesti suosittelisit?", "Miksi?"]),
    ],
)
def test_finnish_workbooks_with_titles_above_the_header(
    layout: str, header: list[str], profiles: list[Profile], tmp_path: Path
) -> None:
    answers = [[float(n), date(2026, 2, n), "fi", float(n % 11), f"Koska {n} eri syytä"] for n in range(1, 25)]
    path = workbook(
        tmp_path / "raportti.xlsx", [["Asiakaskysely 2026"], [], ["Vastaajia yhteensä: 24"], header, *answers]
    )
    found = recognise(path, profiles)
    assert (found.state, found.profile and found.profile.name) == ("layout", layout)
    feedback, account = read_as_proposed(path, profiles, tmp_path)
    assert (account.accepted, feedback.responses["row"].min()) == (24, 5)
    assert feedback.responses["kuinka_todennakoisesti_suosittelisit"].max() == 10


def test_a_summary_export_is_recognised_and_refused_with_the_reason(profiles: list[Profile], tmp_path: Path) -> None:
    path = tmp_path / "summary.csv"
    path.write_text("How was it?\nAnswer Choices,Responses,\nGood,80%,8\nBad,20%,2\n", "utf-8")
    found = recognise(path, profiles)
    assert found.state == "refused"
    assert "it counts answers per choice and has no respondents" in found.reason
    with pytest.raises(IntakeError, match="All responses data"):
        read_file(path, found.profile, _programme(tmp_path))


def _programme(folder: Path) -> Programme:
    (folder / "p.toml").write_text('name = "x"\n', "utf-8")
    return read_programme(folder / "p.toml")


def test_a_layout_is_not_a_profile_to_import_by(profiles: list[Profile], tmp_path: Path) -> None:
    path = tmp_path / "x.csv"
    path.write_text(WRITTEN["typeform.csv"][0], "utf-8")
    layout = next(profile for profile in profiles if profile.name == "typeform")
    with pytest.raises(DefinitionError, match="says how a tool lays its files out, not what was asked"):
        read_file(path, layout, _programme(tmp_path))


def test_a_changed_questionnaire_is_told_with_its_difference(profiles: list[Profile], tmp_path: Path) -> None:
    path = tmp_path / "x.csv"
    path.write_text(WRITTEN["typeform.csv"][0], "utf-8")
    layout = next(profile for profile in profiles if profile.name == "typeform")
    (tmp_path / "oma.toml").write_text(profile_draft(propose(path, layout=layout)), "utf-8")
    mine = read_profile(tmp_path / "oma.toml")
    path.write_text(WRITTEN["typeform.csv"][0].replace("How was it?", "How easy was it?"), "utf-8")
    found = recognise(path, [mine])
    assert (found.state, found.nearest) == ("changed", "oma")
    assert found.difference is not None
    assert (found.difference.missing, found.difference.extra) == (("How was it?",), ("How easy was it?",))
    with pytest.raises(IntakeError, match="'How was it\\?' \\(did you mean 'How easy was it\\?'\\?\\)"):
        read_file(path, mine, read_programme_of(mine, tmp_path))


def read_programme_of(profile: Profile, folder: Path) -> Programme:
    (folder / "programme.toml").write_text(programme_text(profile) or "", "utf-8")
    return read_programme(folder / "programme.toml")


def proposed(path: Path, header: str, *rows: str) -> Mapping:
    path.write_text("\n".join((header, *rows)) + "\n", "utf-8")
    return propose(path)


SAID = (
    "Palvelu oli todella hidasta ja huonoa",
    "Ring me, I am Joe Bloggs",
    "Ok",
    "Kaikki meni oikein hyvin tällä kertaa",
)


@pytest.mark.parametrize("name", ["Kommentti", "open_comment", "Miksi annoit arvosanan?", "Kerro lisää", "vapaaTeksti"])
def test_repeated_comments_are_no_groups(name: str, tmp_path: Path) -> None:
    rows = [f"R{n};{('Hyvä', 'Huono', 'Matti Virtanen')[n % 3]}" for n in range(60)]
    column = proposed(tmp_path / "x.csv", f"Vastaus-ID;{name}", *rows).columns[1]
    assert (column.kind, column.reason, column.asks) == ("open", "own_words", ())


def test_repeated_sentences_are_no_groups_whatever_their_column_is_called(tmp_path: Path) -> None:
    rows = [f"R{n};{SAID[n % 4]};{('Kamppi', 'Itis')[n % 2]};{('Ei', 'Kyllä')[n % 2]}" for n in range(60)]
    mapping = proposed(tmp_path / "x.csv", "Vastaus-ID;Muuta;Palautekanava;Kerro, oletko asiakas", *rows)
    kinds = [(column.kind, column.asks) for column in mapping.columns[1:]]
    assert kinds == [("open", ("own_words",)), ("dimension", ()), ("dimension", ())]


@pytest.mark.parametrize(
    ("name", "kind", "reason"),
    [
        ("Elinkaari", "stage", "few_values"),
        ("Linkitys", "dimension", "few_values"),
        ("Kyselyn linkki / link", "skip", "technical"),
        ("user_token", "skip", "technical"),
        ("surveyUrl", "skip", "technical"),
    ],
)
def test_technical_words_count_as_whole_words(name: str, kind: str, reason: str, tmp_path: Path) -> None:
    column = proposed(tmp_path / "x.csv", f"Vastaus-ID;{name}", *(f"R{n};{'AB'[n % 2]}" for n in range(30))).columns[1]
    assert (column.kind, column.reason) == (kind, reason)


@pytest.mark.parametrize(("sign", "decimal"), [(",", ","), (".", ".")])
def test_a_decimal_comma_is_noticed(sign: str, decimal: str, profiles: list[Profile], tmp_path: Path) -> None:
    rows = [f"R{n};{n % 28 + 1}.1.2026;{n}{sign}{n % 9 + 1}" for n in range(20, 60)]
    assert proposed(tmp_path / "x.csv", "Vastaus-ID;Pvm;Jonotus min", *rows).shape.decimal == decimal
    feedback, account = read_as_proposed(tmp_path / "x.csv", profiles, tmp_path)
    assert account.accepted == 40
    assert feedback.responses["jonotus_min"].tolist()[:2] == [20.3, 21.4]


@pytest.mark.parametrize(
    ("name", "kind"),
    [("Kuinka todennäköisesti suosittelet meitä?", "nps"), ("Arvio (0-10)", "rating"), ("K7", "rating")],
)
def test_stray_numbers_do_not_hide_a_scale(name: str, kind: str, tmp_path: Path) -> None:
    rows = [f"R{n};{15 if n in (3, 90) else -4 if n == 5 else n % 11}" for n in range(240)]
    column = proposed(tmp_path / "x.csv", f"Vastaus-ID;{name}", *rows).columns[1]
    assert (column.kind, column.question_kind, column.low, column.high) == ("question", kind, 0, 10)
    assert column.why.endswith(": -4, 15")


def test_many_numbers_beyond_a_scale_are_a_measurement(tmp_path: Path) -> None:
    rows = [f"R{n};{n if n in (15, 20, 25, 30, 35) else n % 8}" for n in range(240)]
    assert proposed(tmp_path / "x.csv", "Vastaus-ID;Käynnit", *rows).columns[1].kind == "operation"


@pytest.mark.parametrize("ids", [("1,23E+11", "1,24E+11"), ("1.23457E+15",), ("123457000000",)])
def test_ids_spoilt_by_a_spreadsheet_are_asked_about(ids: tuple[str, ...], tmp_path: Path) -> None:
    rows = [f"{ids[n % len(ids)]};{n % 5 + 1}" for n in range(30)]
    mapping = proposed(tmp_path / "x.csv", "Vastaus-ID;Arvio", *rows)
    assert (mapping.columns[0].kind, mapping.columns[0].reason) == ("skip", "damaged_ids")
    assert {("Vastaus-ID", "damaged_ids"), ("", "identical_rows")} <= set(mapping.asks)


def test_what_is_no_file_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("empty.csv").touch()
    Path("folder.csv").mkdir()
    assert recognise(Path("empty.csv"), []).reason == "empty.csv: the file is empty."
    for path, said in (("nosuch.csv", "there is no such file in this folder."), ("folder.csv", "this is a folder, ")):
        with pytest.raises(IntakeError, match=f"^{path}: {said}"):
            recognise(Path(path), [])
