"""A table holds its words as text, names every cell for a phone, and tells its numbers from its words."""

from __future__ import annotations

from cxlib.app.tables import table

HEAD = ("Vaihe", "Osuus", "Lähde")
ROWS = (("Kaikki", "94 %\n4 431", "laskettu"), ("<b>Uusi</b>", "95 %", '"x" & y'))


def test_every_cell_says_its_column_and_nothing_in_it_is_markup() -> None:
    html = table(HEAD, ROWS, texts=(2,))
    assert html.count('data-label="Osuus"') == html.count('data-label="Lähde"') == len(ROWS)
    assert "&lt;b&gt;Uusi&lt;/b&gt;" in html
    assert "<b>" not in html
    assert "94 %<br>4 431" in html
    assert "&quot;x&quot; &amp; y" in html


def test_words_stand_left_numbers_right_and_a_row_can_stand_out() -> None:
    html = table(HEAD, ROWS, texts=(2,), strong=(0,))
    assert html.count('<td class="number"') == len(ROWS)
    assert '<td data-label="Lähde">laskettu</td>' in html
    assert html.count('<tr class="strong">') == 1
    assert html.index('<tr class="strong">') < html.index("Kaikki") < html.index("&lt;b&gt;")


def test_what_is_drawn_ends_its_row() -> None:
    html = table(HEAD, ROWS, drawn=("<i>1</i>", ""))
    assert '<td class="drawn"><i>1</i></td></tr>' in html
    assert html.endswith('<td class="drawn"></td></tr></tbody></table></div>')
