"""Where every visit begins: the language, the first start, the pages, and the word that a company is made up."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

import streamlit as st

from cxlib.app import address, source
from cxlib.app.language import spoken, tell_browser
from cxlib.app.memory import carry_over
from cxlib.app.opening import wait_for_demo
from cxlib.app.settling import settle
from cxlib.app.visit import Visit, visiting
from cxlib.wording.tongue import Tongue

PAGES = Path(__file__).parents[2] / "pages"
QUARTER, ANSWERS, METHOD = (PAGES / f"{name}.py" for name in ("quarter", "answers", "method"))
MOVEMENT, SILENCE = PAGES / "movement.py", PAGES / "silence.py"
ACTIONS, DRIVERS = PAGES / "actions.py", PAGES / "drivers.py"
REVISION, OUTCOMES = PAGES / "revision.py", PAGES / "outcomes.py"
IMPORTING = PAGES / "importing.py"
ALERTS, GROUPS = PAGES / "alerts.py", PAGES / "groups.py"
CODEBOOK, TOPICS = PAGES / "codebook.py", PAGES / "topics.py"


def main() -> None:
    st.set_page_config(page_title="Kuulo", page_icon="👂", layout="wide")
    page = navigation(spoken())
    carry_over(page.url_path)
    tongue = spoken()
    if source.current_name() is None:
        wait_for_demo(source.folder(), source.build_demo, tongue)
        st.rerun()
    opened = source.opened()
    made = Visit(tongue, address.read(parameters(), opened.offer), opened)
    with visiting(made):
        page.run()
    tell_browser(tongue.language)
    settle(opened.key)


def navigation(tongue: Tongue) -> st.Page:
    """Show the menu: the two pages that everybody opens, and the others under the question that leads to them."""
    _ = tongue._
    pages: dict[str, list[st.Page]] = {
        "": [
            st.Page(QUARTER, title=_("Tilanne"), icon=":material/monitoring:", default=True),
            st.Page(ANSWERS, title=_("Avoimet vastaukset"), icon=":material/forum:", url_path="vastaukset"),
        ],
        _("Selitykset"): [
            st.Page(MOVEMENT, title=_("Miksi muuttui?"), icon=":material/waterfall_chart:", url_path="miksi"),
            st.Page(DRIVERS, title=_("Mikä on yhteydessä?"), icon=":material/hub:", url_path="mukana"),
            st.Page(OUTCOMES, title=_("Mitä asiakas teki sitten?"), icon=":material/route:", url_path="sitten"),
            st.Page(GROUPS, title=_("Ryhmät rinnakkain"), icon=":material/leaderboard:", url_path="ryhmat"),
            st.Page(TOPICS, title=_("Nousevat aiheet"), icon=":material/trending_up:", url_path="aiheet"),
            st.Page(ALERTS, title=_("Mitä seurataan"), icon=":material/notifications:", url_path="halytykset"),
        ],
        _("Toimet"): [
            st.Page(ACTIONS, title=_("Mikä auttoi?"), icon=":material/construction:", url_path="toimet"),
        ],
        _("Luotettavuus"): [
            st.Page(SILENCE, title=_("Keitä emme kuulleet?"), icon=":material/hearing:", url_path="kuulematta"),
            st.Page(METHOD, title=_("Näin mittaamme"), icon=":material/straighten:", url_path="mittaus"),
        ],
        _("CX-tiimille"): [
            st.Page(IMPORTING, title=_("Tuo vastauksia"), icon=":material/upload_file:", url_path="tuonti"),
            st.Page(CODEBOOK, title=_("Koodikirja"), icon=":material/menu_book:", url_path="koodikirja"),
            st.Page(REVISION, title=_("Mittarin uudistus"), icon=":material/tune:", url_path="uudistus"),
        ],
    }
    return st.navigation(pages, position="top")


def parameters() -> Mapping[str, Sequence[str]]:
    return {name: st.query_params.get_all(name) for name in st.query_params}


if __name__ == "__main__":
    main()
