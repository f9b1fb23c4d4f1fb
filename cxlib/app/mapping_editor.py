"""What the columns of an unknown file are: proposed with a reason, and settled by whoever knows the survey."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

import pandas as pd
import streamlit as st

from cxlib.app.safe_text import plain
from cxlib.intake import Mapping, ProposedColumn
from cxlib.intake.evidence import date_formats
from cxlib.intake.slug import distinct_ids
from cxlib.wording.importing import (
    KINDS,
    SCALES,
    ask_sentence,
    column_reason,
    kind_name,
    rows_found_sentence,
    scale_name,
)
from cxlib.wording.tongue import Tongue

_EXAMPLES, _EXAMPLE_LENGTH = 3, 40


def edit_mapping(mapping: Mapping, key: str, tongue: Tongue) -> Mapping:
    """Show a proposal with what has to be asked, and return it as it was settled."""
    _ = tongue._
    st.caption(plain(rows_found_sentence(mapping.rows, len(mapping.columns), tongue)))
    with st.expander(_("Ensimmäiset rivit, kuten ne luettiin"), icon=":material/table_rows:"):
        preview(mapping, tongue)
    settled = replace(mapping, columns=_kinds(mapping, key, tongue))
    settled = replace(settled, columns=_scales(settled, key, tongue))
    settled = replace(settled, columns=tuple(_words(column, key, tongue) for column in settled.columns))
    settled = replace(settled, columns=tuple(_day_order(column, key, tongue) for column in settled.columns))
    settled = replace(settled, fixed=_fixed_day(settled, key, tongue))
    settled = replace(settled, keeps_identical=_identical(settled, key, tongue))
    _totals_and_gaps(settled, tongue)
    return replace(settled, columns=distinct_ids(settled.columns))


def preview(mapping: Mapping, tongue: Tongue) -> None:
    frame = pd.DataFrame([cells for _row, cells in mapping.preview], columns=list(mapping.header))
    frame.insert(0, tongue._("Rivi"), [row for row, _cells in mapping.preview])
    st.dataframe(frame, hide_index=True)


def _kinds(mapping: Mapping, key: str, tongue: Tongue) -> tuple[ProposedColumn, ...]:
    """One row per column: what it is taken for, and why."""
    _ = tongue._
    met = {one.kind for one in mapping.columns}
    names = {kind: kind_name(kind, tongue) for kind in KINDS if kind in met or kind != "choices"}
    column, examples, meaning, title, why = _("Sarake"), _("Esimerkkejä"), _("Merkitys"), _("Nimi"), _("Peruste")
    frame = pd.DataFrame(
        {
            column: [one.name for one in mapping.columns],
            meaning: [names[one.kind] for one in mapping.columns],
            title: [one.label or one.name for one in mapping.columns],
            examples: [_shown(one) for one in mapping.columns],
            why: [column_reason(one.reason, tongue, one.strays) for one in mapping.columns],
        }
    )
    edited = st.data_editor(
        frame,
        key=f"{key}_kinds",
        hide_index=True,
        height="content",
        disabled=[column, examples, why],
        column_config={
            column: st.column_config.TextColumn(width="medium"),
            meaning: st.column_config.SelectboxColumn(options=list(names.values()), required=True),
            title: st.column_config.TextColumn(
                required=True, max_chars=80, help=_("Näin kysymys tai taustatieto nimetään mittaristossa")
            ),
        },
    )
    kinds = {name: kind for kind, name in names.items()}
    chosen = zip(mapping.columns, edited[meaning].tolist(), edited[title].tolist(), strict=True)
    return tuple(_as_chosen(one, kinds[name], str(label)) for one, name, label in chosen)


def _as_chosen(column: ProposedColumn, kind: str, label: str) -> ProposedColumn:
    column = replace(column, label=label)
    if kind == column.kind:
        return column
    fresh = replace(column, kind=kind, reason="chosen", asks=(), strays=())  # type: ignore[arg-type]
    if kind == "date":
        formats, is_unsure = date_formats(column.examples)
        return replace(fresh, formats=formats, asks=("date",) if is_unsure else ())
    if kind == "stage" and not column.options:
        return replace(fresh, options=column.examples)
    if kind == "question" and column.low == column.high:
        numbers = [int(value) for value in column.examples if value.isdigit()]
        words = tuple(value for value in column.examples if not value.isdigit() and value not in column.missing)
        low, high = (0, 10) if 0 in numbers or max(numbers, default=0) > 7 else (1, max(5, *numbers, 5))
        return replace(fresh, low=low, high=high, unsettled=words, asks=("scale", *(("words",) if words else ())))
    return fresh


def _scales(mapping: Mapping, key: str, tongue: Tongue) -> tuple[ProposedColumn, ...]:
    """One row per score: its scale, which end is the best, and which codes are no answers."""
    _ = tongue._
    asked = [column for column in mapping.columns if column.kind == "question"]
    if not asked:
        return mapping.columns
    unsure = any({"scale", "missing", "direction"} & set(column.asks) for column in asked)
    title = _("Arvosanojen asteikot")
    st.markdown(f"**{plain(title)}**")
    if unsure:
        st.markdown(plain(_("Arvoista ei näe asteikkoa varmasti. Tarkista merkityt rivit.")))
    names = {kind: scale_name(kind, tongue) for kind in SCALES}
    ends = {"high": _("Suurin"), "low": _("Pienin")}
    column, kind, low, high = _("Sarake"), _("Mitä kysyttiin"), _("Pienin"), _("Suurin")
    best, missing, check = _("Paras vastaus"), _("Ei vastausta"), _("Tarkista")
    frame = pd.DataFrame(
        {
            check: ["⚠" if column_.asks else "" for column_ in asked],
            column: [one.label or one.name for one in asked],
            kind: [names[one.question_kind] for one in asked],
            low: [one.low for one in asked],
            high: [one.high for one in asked],
            best: [ends[one.best] for one in asked],
            missing: [", ".join(one.missing) for one in asked],
        }
    )
    edited = st.data_editor(
        frame,
        key=f"{key}_scales_{'|'.join(one.name for one in asked)}",
        hide_index=True,
        disabled=[check, column],
        column_config={
            check: st.column_config.TextColumn(width="small"),
            kind: st.column_config.SelectboxColumn(options=list(names.values()), required=True),
            low: st.column_config.NumberColumn(min_value=-100, max_value=100, step=1, required=True),
            high: st.column_config.NumberColumn(min_value=-100, max_value=100, step=1, required=True),
            best: st.column_config.SelectboxColumn(options=list(ends.values()), required=True),
            missing: st.column_config.TextColumn(
                help=_("Koodit ja sanat, jotka tarkoittavat, ettei vastattu; pilkuin")
            ),
        },
    )
    kinds, bests = {name: one for one, name in names.items()}, {name: end for end, name in ends.items()}
    changed = {
        one.name: replace(
            one,
            question_kind=kinds[row[kind]],  # type: ignore[arg-type]
            low=int(row[low]),
            high=int(row[high]),
            best=bests[row[best]],  # type: ignore[arg-type]
            missing=tuple(part.strip() for part in str(row[missing] or "").split(",") if part.strip()),
        )
        for one, row in zip(asked, edited.to_dict("records"), strict=True)
    }
    return tuple(changed.get(one.name, one) for one in mapping.columns)


def _words(column: ProposedColumn, key: str, tongue: Tongue) -> ProposedColumn:
    """Ask which numbers the words of a scale mean, or that they mean no answer."""
    words = [word for word in column.unsettled if word not in column.missing]
    if column.kind != "question" or not (words or column.verbal):
        return column
    _ = tongue._
    st.markdown(plain(_("Mitä arvosanaa sanat tarkoittavat? ({column})").format(column=column.label or column.name)))
    word, number = _("Sana"), _("Arvosana")
    met = [*((said, value) for said, value in column.verbal), *((said, None) for said in words)]
    edited = st.data_editor(
        pd.DataFrame({word: [said for said, _n in met], number: pd.array([n for _w, n in met], dtype="Int64")}),
        key=f"{key}_words_{column.name}",
        hide_index=True,
        disabled=[word],
        width="content",
        column_config={
            number: st.column_config.NumberColumn(
                min_value=column.low, max_value=column.high, step=1, help=_("Tyhjä: ei vastausta")
            )
        },
    )
    given = {str(row[word]): row[number] for row in edited.to_dict("records")}
    verbal = tuple((said, int(value)) for said, value in given.items() if not pd.isna(value))
    silent = tuple(said for said, value in given.items() if pd.isna(value))
    return replace(column, verbal=verbal, missing=tuple(dict.fromkeys((*column.missing, *silent))), unsettled=())


def _day_order(column: ProposedColumn, key: str, tongue: Tongue) -> ProposedColumn:
    """Ask whether day or month is first, where the dates can be read either way."""
    if column.kind != "date" or "date" not in column.asks:
        return column
    _ = tongue._
    orders = {"day": _("Päivä ensin"), "month": _("Kuukausi ensin")}
    first = "month" if column.formats and column.formats[0].startswith("%m") else "day"
    example = column.examples[0] if column.examples else ""
    chosen = st.radio(
        plain(_("Kumpi on päivämäärissä ensin, päivä vai kuukausi? ({example})").format(example=example)),
        list(orders),
        index=list(orders).index(first),
        format_func=orders.__getitem__,
        horizontal=True,
        key=f"{key}_order_{column.name}",
    )
    if chosen == first:
        return column
    turned = tuple(one.replace("%d", "\0").replace("%m", "%d").replace("\0", "%m") for one in column.formats)
    return replace(column, formats=turned)


def _fixed_day(mapping: Mapping, key: str, tongue: Tongue) -> date | None:
    """Ask on which day everybody answered, where no column says it."""
    if any(column.kind == "date" for column in mapping.columns):
        return None
    label = tongue._("Missään sarakkeessa ei ole vastauspäivää. Minä päivänä vastaukset annettiin?")
    today = datetime.now(UTC).date()
    day = st.date_input(plain(label), value=mapping.fixed or today, max_value=today, key=f"{key}_day")
    return day if isinstance(day, date) else None


def _identical(mapping: Mapping, key: str, tongue: Tongue) -> bool | None:
    """Ask whether rows that are alike in all are one answer or several, where no id tells them apart."""
    if not mapping.is_identical_asked:
        return None
    _ = tongue._
    ways = {False: _("Sama vastaus: lasketaan kerran"), True: _("Eri vastaajia: lasketaan jokainen")}
    asked = tongue.ngettext(
        "{n} rivi toistaa toisen rivin täsmälleen, eikä missään sarakkeessa ole tunnistetta. Ovatko ne sama vastaus?",
        "{n} riviä toistaa toisen rivin täsmälleen, eikä missään sarakkeessa ole tunnistetta. Ovatko ne sama vastaus?",
        mapping.identical,
    ).format(n=tongue.count(mapping.identical))
    chosen = st.radio(plain(asked), list(ways), format_func=ways.__getitem__, key=f"{key}_identical")
    return bool(chosen)


def _totals_and_gaps(mapping: Mapping, tongue: Tongue) -> None:
    """Say which rows at the end are taken for sums, what sort of file it is, and that nothing is asked in it."""
    _ = tongue._
    if mapping.totals.rows:
        rows = tongue.ngettext(
            "Lopun {n} rivi on yhteenveto eikä vastaus: {values}.",
            "Lopun {n} riviä ovat yhteenvetoja eivätkä vastauksia: {values}.",
            mapping.totals.rows,
        )
        values = ", ".join(value[:_EXAMPLE_LENGTH] for value in mapping.totals.values)
        st.caption(plain(rows.format(n=tongue.count(mapping.totals.rows), values=values)))
    if mapping.is_operational:
        st.info(
            plain(
                _(
                    "Tiedostossa on mittaustietoja asiakkaittain ja päivittäin. Ne liitetään asiakkaan vastaukseen, "
                    "joka annettiin samana päivänä tai 30 päivän sisällä yhteydenotosta."
                )
            )
        )
    elif ("", "nothing_asked") in mapping.asks:
        st.warning(plain(ask_sentence("nothing_asked", tongue)), icon=":material/help:")


def _shown(column: ProposedColumn) -> str:
    cut = (value[:_EXAMPLE_LENGTH] for value in column.examples[:_EXAMPLES])
    return " · ".join(cut)
