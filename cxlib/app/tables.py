"""Small tables of words and numbers, as escaped HTML: side by side on a screen, each row a card on a phone."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from cxlib.app.safe_text import words

#: A row becomes a card where the table would have to scroll sideways: Streamlit stacks its columns from 640 px down.
_STYLE = """<style>
.kuulo-scroll{overflow-x:auto}
.kuulo-table{border-collapse:collapse}
.kuulo-table th,.kuulo-table td{padding:.25em .9em .25em 0;text-align:left;font-weight:inherit;vertical-align:top}
.kuulo-table .number{text-align:right;white-space:nowrap}
.kuulo-table thead th{font-weight:600;vertical-align:bottom;white-space:normal}
.kuulo-table tr.strong{font-weight:600}
@media(max-width:640px){
.kuulo-table,.kuulo-table tbody{display:block}
.kuulo-table thead{display:none}
.kuulo-table tr{display:block;padding:.5em 0;border-bottom:1px solid rgba(128,140,155,.35)}
.kuulo-table tr.strong{font-weight:inherit}
.kuulo-table tbody th{display:block;font-weight:600;padding:0 0 .15em}
.kuulo-table td{display:flex;justify-content:space-between;gap:1em;padding:.1em 0}
.kuulo-table td.number{white-space:normal}
.kuulo-table td::before{content:attr(data-label);opacity:.78;text-align:left}
.kuulo-table td.drawn::before{content:none}
}
</style>"""


def table(
    head: Sequence[str],
    rows: Sequence[Sequence[str]],
    *,
    texts: Collection[int] = (),
    strong: Collection[int] = (),
    drawn: Sequence[str] = (),
) -> str:
    """Return rows as an HTML table; everything in it is escaped but `drawn`.

    Parameters
    ----------
    head
        The names of the columns; the first names the rows.
    rows
        As many cells each.
    texts
        Columns that hold words; the others, but the first, hold numbers and end at one line.
    strong
        Places of rows that stand out.
    drawn
        HTML that is safe already, one piece for each row, shown after its last cell.

    Examples
    --------
    >>> '<td class="number" data-label="Ero">+2 &lt;3</td>' in table(["Vaihe", "Ero"], [["Uusi", "+2 <3"]])
    True
    """
    names = "".join(f'<th scope="col"{_kind(place, texts)}>{words(name)}</th>' for place, name in enumerate(head))
    lines = []
    for at, row in enumerate(rows):
        cells = [f'<th scope="row">{words(row[0])}</th>']
        cells += [
            f'<td{_kind(place, texts)} data-label="{words(head[place])}">{words(cell)}</td>'
            for place, cell in enumerate(row)
            if place
        ]
        cells += [f'<td class="drawn">{drawn[at]}</td>'] if drawn else []
        opening = '<tr class="strong">' if at in strong else "<tr>"
        lines.append(f"{opening}{''.join(cells)}</tr>")
    body = f"<thead><tr>{names}</tr></thead><tbody>{''.join(lines)}</tbody>"
    return f'{_STYLE}<div class="kuulo-scroll"><table class="kuulo-table">{body}</table></div>'


def _kind(place: int, texts: Collection[int]) -> str:
    return "" if place == 0 or place in texts else ' class="number"'
