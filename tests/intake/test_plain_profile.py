"""The example that people copy works as it stands, on the kind of file that a Finnish spreadsheet saves."""

from __future__ import annotations

from pathlib import Path

from cxlib.intake import programme_text, read_file, read_profile, read_programme

PLAIN = Path(__file__).parents[2] / "data" / "profiles" / "plain.toml"
TEXT = """Vastaus-ID;Asiakasnumero;Vastattu;Elinkaari;Kanava;Suosittelu (0-10);Tyytyväisyys;Miksi?;Odotusaika (min)
1;A1;1.2.2026 14:05;Uusi;Puh.;9;Tyytyväinen;Nopea palvelu;3,5
2;A2;28.2.2026;Vakiintunut;Ei tiedossa;99;2;Ei mitään.;
3;A3;1.3.2026;Päättynyt;Konttori;12;5;Jonotin;1
"""


def test_plain_table(tmp_path: Path) -> None:
    profile = read_profile(PLAIN)
    (tmp_path / "programme.toml").write_text(programme_text(profile) or "", "utf-8")
    (tmp_path / "vastaukset.csv").write_text(TEXT, "cp1252")
    feedback, account = read_file(tmp_path / "vastaukset.csv", profile, read_programme(tmp_path / "programme.toml"))
    first, second = feedback.responses.to_dict("records")
    assert (first["stage"], first["channel"], first["nps"], first["csat"]) == ("new", "phone", 9, 4)
    assert first["wait_minutes"] == 3.5
    assert second["stage"] == "established"
    assert feedback.responses[["channel", "nps"]].iloc[1].isna().all()
    assert feedback.verbatims["text"].tolist() == ["Nopea palvelu"]
    assert (account.read, account.accepted, account.rejections[0].rows) == (3, 2, (4,))
    assert "Not UTF-8, so read as Windows-1252 (cp1252)." in account.notes
