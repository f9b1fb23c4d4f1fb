"""Every kind of damaged or strange file that is known by name: what is taken, what is refused, and in which words."""

from __future__ import annotations

from collections.abc import Callable

import pandas as pd
import pytest

from cxlib.errors import DefinitionError, IntakeError
from cxlib.terms.feedback import Feedback, Reconciliation

HEADER = "id,pvm,vaihe,kanava,nps,miksi"
ROW = "a,1.2.2026,new,phone,9,Hyvä palvelu"
Read = Callable[..., tuple[Feedback, Reconciliation]]


def only_rejection(reconciliation: Reconciliation) -> tuple[str, str, str, tuple[int, ...]]:
    (rejection,) = reconciliation.rejections
    return rejection.reason, rejection.column, rejection.example, rejection.rows


def test_a_plain_row_arrives_whole(read_rows: Read) -> None:
    feedback, reconciliation = read_rows(ROW)
    row = feedback.responses.iloc[0]
    assert (row["response_key"], row["stage"], row["channel"], row["nps"], row["row"]) == ("a", "new", "phone", 9, 2)
    assert row["day"] == pd.Timestamp("2026-02-01")  # not 2 January
    assert feedback.verbatims.to_dict("records") == [{"response_key": "a", "question": "why", "text": "Hyvä palvelu"}]
    assert (reconciliation.read, reconciliation.accepted, reconciliation.responses) == (1, 1, 1)


@pytest.mark.parametrize("data", [b"", b"\n\n", b"\xef\xbb\xbf", b"  \n"], ids=["nothing", "lines", "mark", "space"])
def test_empty_file(read_bytes: Read, data: bytes) -> None:
    with pytest.raises(IntakeError, match=r"kysely\.csv: the file is empty"):
        read_bytes(data)


@pytest.mark.parametrize("end", ["", "\n", "\n\n"])
def test_header_only(read_bytes: Read, end: str) -> None:
    with pytest.raises(IntakeError, match="there is a header and no answers under it"):
        read_bytes((HEADER + end).encode())


def test_wrong_delimiter(read_bytes: Read) -> None:
    with pytest.raises(IntakeError, match=r"holds 5 × ';'.*write delimiter = \";\" under \[file\] in kysely\.toml"):
        read_bytes(f"{HEADER}\n{ROW}\n".replace(",", ";").encode())


@pytest.mark.parametrize(
    ("encoding", "note"),
    [
        ("utf-8", ""),
        ("utf-8-sig", ""),
        ("cp1252", "Windows-1252"),
        ("utf-16", "UTF-16"),
    ],
)
def test_encodings_keep_every_letter(read_bytes: Read, encoding: str, note: str) -> None:
    row = ROW.replace("Hyvä palvelu", "Ääni 5 € – Åbo")
    feedback, reconciliation = read_bytes(f"{HEADER}\r\n{row}\r\n".encode(encoding))
    assert feedback.verbatims["text"].tolist() == ["Ääni 5 € – Åbo"]
    assert feedback.responses["response_key"].tolist() == ["a"]
    assert note in " ".join(reconciliation.notes)


def test_capital_letters_before_curly_quotes_are_still_cp1252(read_bytes: Read) -> None:
    """C4 94 would be a valid UTF-8 letter; in cp1252 it is Ä and a closing quotation mark."""
    feedback, _ = read_bytes(f"{HEADER}\n{ROW} ”HÄTÄ” TYÖ–\n".encode("cp1252"))
    assert feedback.verbatims["text"].tolist() == ["Hyvä palvelu ”HÄTÄ” TYÖ–"]


def test_mixed_encodings_are_refused_with_the_line(read_bytes: Read) -> None:
    rows = [f"{HEADER}\n{ROW}\n".encode(), b"b,1.2.2026,new,phone,9,Hyv\xe4\n"]
    with pytest.raises(IntakeError, match="UTF-8 and another encoding are mixed; line 3 is not UTF-8"):
        read_bytes(b"".join(rows))


def test_encoding_named_in_the_profile(read_bytes: Read) -> None:
    data = f"{HEADER}\n{ROW} 5 €\n".encode("iso-8859-15")
    feedback, _ = read_bytes(data, changes={"[file]": '[file]\nencoding = "iso-8859-15"'})
    assert feedback.verbatims["text"].tolist() == ["Hyvä palvelu 5 €"]


def test_utf16_without_a_mark_is_named(read_bytes: Read) -> None:
    with pytest.raises(IntakeError, match='encoding = "utf-16-le"'):
        read_bytes(f"{HEADER}\n{ROW}\n".replace("ä", "a").encode("utf-16-le"))


def test_semicolons_decimal_comma_and_finnish_dates(read_bytes: Read) -> None:
    text = "id;pvm;vaihe;kanava;nps;miksi;odotus;paino\na;01.02.2026;Uusi;Puh.;9;Hyvä, kiitos;8,5;1,25\n"
    changes = {"[file]": '[file]\ndelimiter = ";"\ndecimal = ","'}
    feedback, reconciliation = read_bytes(text.encode(), changes=changes)
    row = feedback.responses.iloc[0]
    assert (row["wait"], row["weight"], row["stage"], row["channel"]) == (8.5, 1.25, "new", "phone")
    assert row["day"] == pd.Timestamp("2026-02-01")
    assert reconciliation.rejected == 0


def test_a_number_with_the_other_decimal_sign_is_refused(read_rows: Read) -> None:
    _, reconciliation = read_rows(f"{ROW},8.5", f'b{ROW[1:]},"8,5"', header=f"{HEADER},odotus")
    assert only_rejection(reconciliation) == ("not a number (decimal sign '.')", "odotus", "8,5", (3,))


@pytest.mark.parametrize("score", ["11", "-1", "8.5", "yksitoista", "1e1", "９９９９９９９９９９"])
def test_score_out_of_range(read_rows: Read, score: str) -> None:
    feedback, reconciliation = read_rows(ROW, f"b,1.2.2026,new,phone,{score},x")
    assert only_rejection(reconciliation) == ("not an answer on the scale 0–10", "nps", score, (3,))
    assert feedback.responses["response_key"].tolist() == ["a"]
    assert feedback.verbatims["response_key"].tolist() == ["a"]


def test_zero_is_an_answer_and_missing_codes_are_none(read_rows: Read) -> None:
    feedback, reconciliation = read_rows(
        "a,1.2.2026,new,phone,0,x", "b,1.2.2026,new,phone,99,x", "c,1.2.2026,new,phone,,x", "d,1.2.2026,new,phone,7.0,x"
    )
    assert feedback.responses["nps"].fillna(-1).tolist() == [0, -1, -1, 7]
    assert reconciliation.accepted == 4


def test_verbal_scale(read_rows: Read) -> None:
    header = f"{HEADER},tyyt"
    feedback, reconciliation = read_rows(
        f"{ROW},Erittäin tyytyväinen", f"b{ROW[1:]}, TYYTYMÄTÖN ", f"c{ROW[1:]},Ihan ok", f"d{ROW[1:]},4", header=header
    )
    assert feedback.responses["csat"].tolist() == [5, 2, 4]
    assert only_rejection(reconciliation) == ("not an answer on the scale 1–5", "tyyt", "Ihan ok", (4,))


def test_dates_that_cannot_be_read(read_rows: Read) -> None:
    _, reconciliation = read_rows(ROW, "b,32.1.2026,new,phone,9,x", "c,2026-02-01,new,phone,9,x", "d,,new,phone,9,x")
    assert {(found.reason, found.rows) for found in reconciliation.rejections} == {
        ("not a date of the form %d.%m.%Y", (3, 4)),
        ("no date", (5,)),
    }


def test_day_and_month_mixed_in_one_column_refuses_what_could_be_either(read_rows: Read) -> None:
    feedback, reconciliation = read_rows(
        ROW, "b,2.28.2026,new,phone,9,x", "c,28.2.2026,new,phone,9,x", "d,3.3.2026,new,phone,9,x"
    )
    assert {(found.reason, found.rows) for found in reconciliation.rejections} == {
        ("day and month the other way round", (3,)),
        ("day or month first, in a column that mixes both", (2,)),
    }
    assert feedback.responses["response_key"].tolist() == ["c", "d"]
    assert any("mixes day and month" in note for note in reconciliation.notes)


def test_one_slip_among_many_dates_refuses_its_own_row_alone(read_rows: Read) -> None:
    rows = [f"r{n},28.{1 + n % 12}.2025,new,phone,9,x" for n in range(200)]
    _, reconciliation = read_rows(ROW, *rows, "b,2.28.2025,new,phone,9,x")
    assert only_rejection(reconciliation) == ("day and month the other way round", "pvm", "2.28.2025", (203,))


def test_two_customs_in_one_list_of_formats_are_refused(read_rows: Read) -> None:
    with pytest.raises(DefinitionError, match="read one date as two different days"):
        read_rows(ROW, changes={'["%d.%m.%Y"]': '["%d/%m/%Y", "%m/%d/%Y"]'})


@pytest.mark.parametrize(
    ("pattern", "written", "day"),
    [
        ("iso", "2026-02-01T23:30:00+02:00", "2026-02-01"),
        ("iso", "2026-02-01 23:30:00", "2026-02-01"),
        ("%Y-%m", "2026-02", "2026-02-01"),
        ("%m/%Y", "2/2026", "2026-02-01"),
        ("quarter", "2026Q1", "2026-01-01"),
        ("quarter", "Q1/2026", "2026-01-01"),
        ("excel", "46054", "2026-02-01"),
    ],
)
def test_forms_of_dates(read_rows: Read, pattern: str, written: str, day: str) -> None:
    feedback, _ = read_rows(ROW.replace("1.2.2026", written), changes={"%d.%m.%Y": pattern})
    assert feedback.responses["day"].tolist() == [pd.Timestamp(day)]


def test_a_name_glued_to_the_date(read_rows: Read) -> None:
    row = ROW.replace("1.2.2026", "Maija Meikäläinen 1.2.2026 klo 14:05")
    feedback, reconciliation = read_rows(row, changes={'["%d.%m.%Y"]': '["%d.%m.%Y"]\nwithin = true'})
    assert feedback.responses["day"].tolist() == [pd.Timestamp("2026-02-01")]
    assert "Maija" not in str(feedback.responses.to_dict()) + str(reconciliation)


def test_the_day_in_the_files_name(read_bytes: Read) -> None:
    changes = {'column = "pvm"\nformats = ["%d.%m.%Y"]': 'file_name = ["%Y-%m-%d"]'}
    data = f"{HEADER}\n{ROW}\n".encode()
    feedback, _ = read_bytes(data, name="kysely_2026-02-01.csv", changes=changes)
    assert feedback.responses["day"].tolist() == [pd.Timestamp("2026-02-01")]
    with pytest.raises(IntakeError, match="the file's name should tell the day"):
        read_bytes(data, changes=changes)


def test_one_column_per_point_of_the_scale(read_rows: Read) -> None:
    points = ", ".join(f'"t{n}" = {n}' for n in range(1, 6))
    old = 'column = "tyyt"\nverbal = {"Erittäin tyytyväinen" = 5, "Tyytymätön" = 2}'
    changes = {old: f"points = {{{points}}}", '"tyyt"]': '"t1", "t2", "t3", "t4", "t5"]'}
    feedback, reconciliation = read_rows(
        f"{ROW},,,,x,", f"b{ROW[1:]},,,,,", f"c{ROW[1:]},1,0,0,0,0", f"d{ROW[1:]},,x,,x,",
        header=f"{HEADER},t1,t2,t3,t4,t5", changes=changes,
    )  # fmt: skip
    assert feedback.responses["csat"].fillna(0).tolist() == [4, 0, 1]
    assert only_rejection(reconciliation)[0] == "two answers to 'csat'"


@pytest.mark.parametrize(
    ("separator", "cells"),
    [
        (", ", ["Chat, Web, and mail", "Web, and mail", "Chat", ""]),
        (";", ["Web, and mail;Chat", "Web, and mail", "Chat", ""]),
    ],
)
def test_choices_joined_in_one_cell(read_bytes: Read, separator: str, cells: list[str]) -> None:
    """A choice whose own text holds the separator is still one choice."""
    table = f'id = "branch"\ncolumn = "valinnat"\noption = "Web, and mail"\nseparator = "{separator}"'
    changes = {'id = "branch"\ncolumn = "konttori"': table}
    rows = [f'r{n},1.2.2026,new,phone,9,x,"{cell}"' for n, cell in enumerate(cells)]
    feedback, _ = read_bytes("\n".join([f"{HEADER},valinnat", *rows]).encode(), changes=changes)
    assert feedback.responses["branch"].fillna("").tolist() == ["yes", "yes", "no", ""]


def test_a_scale_in_words_with_numbers_at_its_ends(read_rows: Read) -> None:
    words = 'id = "nps"\ncolumn = "nps"\nverbal = {"10 - Strongly agree" = 10, "Not at all" = 0}'
    feedback, reconciliation = read_rows(
        "a,1.2.2026,new,phone,10 - Strongly agree,x",
        "b,1.2.2026,new,phone,Not at all,x",
        "c,1.2.2026,new,phone,9 - Agree,x",
        changes={'id = "nps"\ncolumn = "nps"': words},
    )
    assert feedback.responses["nps"].tolist() == [10, 0]
    assert only_rejection(reconciliation)[2] == "9 - Agree"  # told, and not counted as if it had no answer


def test_a_wave_on_another_scale_is_moved_and_told(read_rows: Read) -> None:
    old = 'column = "tyyt"\nverbal = {"Erittäin tyytyväinen" = 5, "Tyytymätön" = 2}'
    rows = [f"r{n},1.2.2026,new,phone,9,x,{n}" for n in (1, 2, 3, 5, 6, 8, 10, 11)]
    feedback, reconciliation = read_rows(
        *rows, header=f"{HEADER},tyyt", changes={old: 'column = "tyyt"\nscale = [1, 10]'}
    )
    assert feedback.responses["csat"].tolist() == [1, 1, 2, 3, 3, 4, 5]
    assert "Answers of 'tyyt' were moved from the scale 1–10 to 1–5." in reconciliation.notes
    assert only_rejection(reconciliation)[0] == "not an answer on the scale 1–10"


def test_recommending_is_not_moved_from_another_scale(read_rows: Read) -> None:
    with pytest.raises(DefinitionError, match="says neither promoter nor passive"):
        read_rows(ROW, changes={'id = "nps"\ncolumn = "nps"': 'id = "nps"\ncolumn = "nps"\nscale = [1, 5]'})


def test_characters_lost_before_are_told(read_rows: Read) -> None:
    _, reconciliation = read_rows(ROW, "b,1.2.2026,new,phone,9,Hyv\N{REPLACEMENT CHARACTER}")
    said = "1 character was lost before this file was made (\N{REPLACEMENT CHARACTER}), first on line 3."
    assert said in reconciliation.notes


def test_rows_that_are_nobodys_answers(read_rows: Read) -> None:
    changes = {"[weight]": '[[left_out]]\ncolumn = "miksi"\nvalues = ["Testi"]\n[weight]'}
    feedback, reconciliation = read_rows(ROW, "b,1.2.2026,new,phone,9, TESTI ", changes=changes)
    assert feedback.responses["response_key"].tolist() == ["a"]
    assert only_rejection(reconciliation)[0::3] == ("no answer of a respondent, as the profile says", (3,))


def test_ten_thousand_columns_and_a_cell_of_a_megabyte(read_bytes: Read) -> None:
    header = ",".join([HEADER, *(f"c{n}" for n in range(10_000))])
    row = f"{ROW.replace('Hyvä palvelu', 'x' * 1_000_000)}{',' * 10_000}"
    feedback, reconciliation = read_bytes(f"{header}\n{row}\n".encode())
    assert feedback.verbatims["text"].str.len().tolist() == [10_000]
    assert any("Answers cut at 10000 characters: 1 (rows 2)" in note for note in reconciliation.notes)


def test_a_repeated_block_of_columns_is_read_once_it_is_named(read_rows: Read) -> None:
    """A later file that carries the earlier survey again under the same texts, in its last columns."""
    header = f"{HEADER},nps"
    with pytest.raises(IntakeError, match=r"has 'nps' more than once.*Call the second one 'nps \(2\)'"):
        read_rows(f"{ROW},3", header=header)
    earlier = '[[questions]]\nid = "csat"\ncolumn = "nps (2)"\n'
    old = '[[questions]]\nid = "csat"\ncolumn = "tyyt"\nverbal = {"Erittäin tyytyväinen" = 5, "Tyytymätön" = 2}\n'
    feedback, _ = read_rows(f"{ROW},3", header=header, changes={old: earlier})
    assert feedback.responses[["nps", "csat"]].to_numpy().tolist() == [[9, 3]]


def test_columns_that_differ_from_those_listed_are_refused_with_the_difference(read_rows: Read) -> None:
    listed = ", ".join(f'"{name}"' for name in HEADER.split(","))
    changes = {"[file]": f"[file]\ncolumns = [{listed}]"}
    assert len(read_rows(ROW, changes=changes)[0].responses) == 1
    with pytest.raises(IntakeError, match="new: 'ces'"):
        read_rows(f"{ROW},4", header=f"{HEADER},ces", changes=changes)


def test_header_is_found_under_title_rows(read_bytes: Read) -> None:
    titles = "Asiakaskysely 2026\n\nTulostettu 3.3.2026,,\nVastaajia,1\nSuodatin: ei\n"
    changes = {"[file]": "[file]\nfind_header = true"}
    feedback, _ = read_bytes(f"{titles}{HEADER}\n{ROW}\n".encode(), changes=changes)
    assert feedback.responses["row"].tolist() == [7]
    with pytest.raises(
        IntakeError, match=r"none of the first 40 rows has all columns.*Row 6 comes nearest and lacks: 'nps'"
    ):
        read_bytes(f"{titles}{HEADER.replace('nps', 'NPS')}\n{ROW}\n".encode(), changes=changes)


def test_exception_for_some_rows_reads_the_other_custom(read_rows: Read) -> None:
    exception = '[[date.exceptions]]\ncolumn = "kanava"\nvalues = ["chat"]\nrows = [[3, 3]]\nformats = ["%m.%d.%Y"]\n'
    feedback, _ = read_rows(
        "a,2.3.2026,new,chat,9,x",
        "b,2.3.2026,new,chat,9,x",
        "c,2.3.2026,new,phone,9,x",
        changes={"[weight]": exception + "[weight]"},
    )
    assert feedback.responses["day"].dt.month.tolist() == [3, 2, 3]


def test_one_respondent_on_several_rows_counts_once(read_rows: Read) -> None:
    feedback, reconciliation = read_rows(
        "a,1.2.2026,new,phone,9,Hyvä", "b,1.2.2026,new,phone,5,Huono", "a,1.2.2026,new,phone,9,Nopea"
    )
    assert feedback.responses["response_key"].tolist() == ["a", "b"]
    assert feedback.responses["row"].tolist() == [2, 3]
    assert feedback.responses["rows"].tolist() == [[2, 4], [3]]
    assert feedback.verbatims["text"].tolist() == ["Hyvä\nNopea", "Huono"]
    assert (reconciliation.read, reconciliation.accepted, reconciliation.responses) == (3, 3, 2)


def test_rows_of_one_respondent_complete_each_other(read_rows: Read) -> None:
    feedback, _ = read_rows("a,1.2.2026,new,-,,Hyvä", "a,1.2.2026,new,chat,9,")
    assert feedback.responses[["channel", "nps"]].to_dict("records") == [{"channel": "chat", "nps": 9}]


def test_rows_of_one_respondent_that_contradict_each_other_are_refused(read_rows: Read) -> None:
    feedback, reconciliation = read_rows(
        "a,1.2.2026,new,phone,9,Hyvä", ROW.replace("a,", "b,", 1), "a,1.2.2026,new,phone,3,x"
    )
    assert only_rejection(reconciliation) == ("one respondent's rows give different answers", "nps", "9 and 3", (2, 4))
    assert feedback.responses["response_key"].tolist() == ["b"]
    assert feedback.verbatims["response_key"].tolist() == ["b"]


def test_duplicate_rows_are_counted_and_shown(read_rows: Read) -> None:
    feedback, reconciliation = read_rows(ROW, "b,1.2.2026,new,phone,5,x", ROW, ROW)
    assert (reconciliation.duplicates, reconciliation.duplicate_rows) == (2, (4, 5))
    assert len(feedback.responses) == len(feedback.verbatims) == reconciliation.accepted == 2


def test_without_ids_identical_rows_count_once_and_keep_their_key(read_rows: Read) -> None:
    changes = {'response = ["id"]\n': ""}
    once, _ = read_rows(ROW, "b,1.2.2026,new,phone,5,x", changes=changes)
    twice, reconciliation = read_rows("b,1.2.2026,new,phone,5,x", ROW, ROW, changes=changes)
    assert set(once.responses["response_key"]) == set(twice.responses["response_key"])
    assert reconciliation.duplicate_rows == (4,)


def test_missing_and_damaged_ids(read_rows: Read) -> None:
    _, reconciliation = read_rows(ROW, " ,1.2.2026,new,phone,5,x", "5.69E+17,1.2.2026,new,phone,5,x")
    assert {(found.reason, found.example, found.rows) for found in reconciliation.rejections} == {
        ("no response id", "", (3,)),
        ("an id damaged by a spreadsheet: different ones now look alike", "5.69E+17", (4,)),
    }


def test_damaged_customer_id(read_rows: Read) -> None:
    _, reconciliation = read_rows(f"{ROW},123", f'b{ROW[1:]},"1,2E+15"', f"c{ROW[1:]},", header=f"{HEADER},asiakas")
    assert only_rejection(reconciliation)[1:] == ("asiakas", "1,2E+15", (3,))


def test_rows_with_too_few_or_too_many_fields(read_rows: Read) -> None:
    feedback, reconciliation = read_rows(
        ROW, "b,1.2.2026", "c,1.2.2026,new,phone,9,x,y", '"d",1.2.2026,new,phone,9,"x\ny"'
    )
    assert {(found.reason, found.rows) for found in reconciliation.rejections} == {
        ("the row has fewer fields than the header", (3,)),
        ("the row has more fields than the header", (4,)),
    }
    assert feedback.responses["row"].tolist() == [2, 5]


def test_blank_lines_count_as_spreadsheet_rows_and_empty_rows_are_refused(read_rows: Read) -> None:
    feedback, reconciliation = read_rows(ROW, "", ",,,,,", "b,1.2.2026,new,phone,5,x")
    assert feedback.responses["row"].tolist() == [2, 5]
    assert only_rejection(reconciliation)[0::3] == ("the row is empty", (4,))
    assert "Blank lines passed over: 1." in reconciliation.notes


def test_unknown_values_of_stage_and_dimension(read_rows: Read) -> None:
    _, reconciliation = read_rows(
        ROW, "b,1.2.2026,vanha,phone,5,x", "c,1.2.2026,,phone,5,x", "d,1.2.2026,new,faksi,5,x", "e,1.2.2026,new,-,5,x"
    )
    assert {(found.reason, found.example, found.rows) for found in reconciliation.rejections} == {
        ("not a lifecycle stage of the programme", "vanha", (3,)),
        ("no lifecycle stage", "", (4,)),
        ("not a value of 'channel' that the programme or profile knows", "faksi", (5,)),
    }


@pytest.mark.parametrize(("policy", "kept"), [("keep", "Telefaksi b"), ("blank", None)])
def test_policy_for_unknown_values(read_rows: Read, policy: str, kept: str | None) -> None:
    changes = {'missing = ["-"]': f'unmapped = "{policy}"'}
    feedback, _ = read_rows("a,1.2.2026,new,Telefaksi <b>,5,x", changes=changes)
    assert feedback.responses["channel"].astype(object).where(feedback.responses["channel"].notna(), None).tolist() == [
        kept
    ]


def test_open_dimension_takes_every_value_met(read_rows: Read) -> None:
    feedback, _ = read_rows(f"{ROW},Hämeenlinna keskus", header=f"{HEADER},konttori")
    assert feedback.responses["branch"].tolist() == ["Hämeenlinna keskus"]


def test_weights_are_more_than_nothing(read_rows: Read) -> None:
    _, reconciliation = read_rows(f"{ROW},1.5", f"b{ROW[1:]},0", f"c{ROW[1:]},", header=f"{HEADER},paino")
    assert only_rejection(reconciliation)[0::3] == ("a weight has to be more than 0", (3, 4))


def test_text_of_one_megabyte_is_cut_and_noted(read_rows: Read) -> None:
    feedback, reconciliation = read_rows(ROW, f'b,1.2.2026,new,phone,5,"{"ä" * 1_000_000}"')
    assert feedback.verbatims["text"].str.len().tolist() == [12, 10_000]
    assert "Answers cut at 10000 characters: 1 (rows 3)." in reconciliation.notes


def test_lone_surrogates_become_replacement_characters(read_bytes: Read) -> None:
    data = f"{HEADER}\n{ROW} \ud83d hyvä\n".encode("utf-8", "surrogatepass")
    feedback, reconciliation = read_bytes(data)
    assert feedback.verbatims["text"].tolist() == ["Hyvä palvelu \ufffd hyvä"]
    assert any("first on line 2" in note for note in reconciliation.notes)


def test_control_and_direction_characters_are_taken_out(read_rows: Read) -> None:
    feedback, reconciliation = read_rows("a,1.2.2026,new,phone,9,Hy\0v\x1bä\u202e\u2066 \x85palvelu\u200f")
    assert feedback.verbatims["text"].tolist() == ["Hyvä palvelu"]
    assert "2 control characters were taken out." in reconciliation.notes


@pytest.mark.parametrize(
    "text", ['=HYPERLINK("http://a.example";"x")', "<script>alert(1)</script>", "+358 40", "@SUM(A1)"]
)
def test_formulas_and_markup_stay_plain_text(read_rows: Read, text: str) -> None:
    quoted = text.replace('"', '""')
    feedback, _ = read_rows(f'a,1.2.2026,new,phone,9,"{quoted}"')
    assert feedback.verbatims["text"].tolist() == [text]


def test_junk_is_no_answer_and_counted(read_rows: Read) -> None:
    feedback, reconciliation = read_rows(
        ROW,
        "b,1.2.2026,new,phone,5,Ei mitään!",
        "c,1.2.2026,new,phone,5,-",
        "d,1.2.2026,new,phone,5,👍",
        "e,1.2.2026,new,phone,5,  ",
    )
    assert feedback.verbatims["text"].tolist() == ["Hyvä palvelu", "👍"]
    assert "Answers in 'miksi' that say nothing, taken as none: 2 ('ei mitään' 1, '-' 1)." in reconciliation.notes


def test_other_columns_are_shown_as_a_difference(read_rows: Read) -> None:
    with pytest.raises(IntakeError) as refused:
        read_rows(ROW, header="id,pvm,Vaihe,kanava,np5,miksi")
    assert str(refused.value) == (
        "kysely.csv: 2 columns of the profile kysely not found: 'vaihe' (did you mean 'Vaihe'?), "
        "'nps' (did you mean 'np5'?). The file has: 'id', 'pvm', 'Vaihe', 'kanava', 'np5', 'miksi'. "
        "Correct kysely.toml, or list the column under optional in [file]."
    )


def test_extra_columns_are_allowed_and_noted(read_rows: Read) -> None:
    feedback, reconciliation = read_rows(f"{ROW},x,y", header=f"{HEADER},ip,")
    assert len(feedback.responses) == 1
    assert "Columns not read, since the profile does not name them: 'ip', '(H)'." in reconciliation.notes


def test_quotation_mark_that_never_closes_in_a_middle_column(read_rows: Read) -> None:
    with pytest.raises(IntakeError, match="never closes"):
        read_rows(ROW, 'b,1.2.2026,"new,phone,5,auki', "c,1.2.2026,new,phone,5,x")


def test_header_twice(read_rows: Read) -> None:
    with pytest.raises(IntakeError, match="the header has 'nps' more than once"):
        read_rows(f"{ROW},3", header=f"{HEADER},nps")


def test_header_with_stray_spaces_and_line_breaks(read_rows: Read) -> None:
    feedback, _ = read_rows(ROW, header='id , pvm,vaihe,"kanava\n",nps, miksi ')
    assert feedback.responses["nps"].tolist() == [9]


def test_title_rows_above_the_header(read_bytes: Read) -> None:
    text = f'Kysely 2026\n"Tehty: 1.2.2026,\nkello 12"\n\n{HEADER}\n{ROW}\n'
    feedback, _ = read_bytes(text.encode(), changes={"[file]": "[file]\nheader_row = 4"})
    assert feedback.responses["row"].tolist() == [5]


def test_quotation_mark_that_never_closes(read_rows: Read) -> None:
    with pytest.raises(IntakeError, match="a quotation mark opens 2 lines before the end of the file and never closes"):
        read_rows(ROW, 'b,1.2.2026,new,phone,5,"auki', "c,1.2.2026,new,phone,5,x", "d,1.2.2026,new,phone,5,x")


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"], ids=["lf", "crlf", "cr"])
def test_line_ends(read_bytes: Read, end: str) -> None:
    feedback, _ = read_bytes(end.join([HEADER, ROW, "b,1.2.2026,new,phone,5,x", ""]).encode())
    assert feedback.responses["row"].tolist() == [2, 3]


def test_profile_that_names_what_the_programme_lacks(read_rows: Read) -> None:
    with pytest.raises(
        DefinitionError, match=r"kysely\.toml, line \d+: There is no question 'ces'.*There are: csat, nps"
    ):
        read_rows(ROW, changes={'id = "csat"': 'id = "ces"'})
