"""Where every visit begins: the language, the first start, the pages, and the word that a company is made up."""

from __future__ import annotations

import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

import streamlit as st

from cxlib.app import address, source
from cxlib.app.address import SOCIAL, WHERE_FROM
from cxlib.app.language import spoken, tell_browser
from cxlib.app.memory import carry_over
from cxlib.app.opening import wait_for_demo
from cxlib.app.settling import settle
from cxlib.app.visit import Visit, visiting
from cxlib.wording.tongue import Tongue

#: 👂 as Streamlit would draw it; given as an emoji, it loads a table of all of them at the first visit (0.3 s).
EAR = (
    "data:image/svg+xml,<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 100 100'>"
    "<text y='.9em' font-size='90'>%F0%9F%91%82</text></svg>"
)
PAGES = Path(__file__).parents[2] / "pages"
QUARTER, ANSWERS, METHOD = (PAGES / f"{name}.py" for name in ("quarter", "answers", "method"))
MOVEMENT, SILENCE = PAGES / "movement.py", PAGES / "silence.py"
ACTIONS, DRIVERS = PAGES / "actions.py", PAGES / "drivers.py"
REVISION, OUTCOMES = PAGES / "revision.py", PAGES / "outcomes.py"
IMPORTING = PAGES / "importing.py"
ALERTS, GROUPS = PAGES / "alerts.py", PAGES / "groups.py"
CODEBOOK, TOPICS = PAGES / "codebook.py", PAGES / "topics.py"
CODING, POSTS = PAGES / "coding.py", PAGES / "social.py"
ANSWERS_PATH = "vastaukset"


def main() -> None:
    st.set_page_config(page_title="Kuulo", page_icon=EAR, layout="wide")
    page = navigation(spoken())
    carry_over(page.url_path)
    tongue = spoken()
    if source.current_name() is None:
        wait_for_demo(source.folder(), source.build_demo, tongue)
        st.rerun()
    opened = _posts(page) or source.opened()
    made = Visit(tongue, address.read(parameters(), opened.offer), opened)
    with visiting(made):
        page.run()
    tell_browser(tongue.language)
    settle(opened.key, len(sys.modules))


def _posts(page: st.Page) -> source.Source | None:
    """The posts on social media, where the address of the answers asks for them and there are any."""
    asked = page.url_path == ANSWERS_PATH and SOCIAL in st.query_params.get_all(WHERE_FROM)
    return source.opened_social() if asked else None


def navigation(tongue: Tongue) -> st.Page:
    """Show the menu: the two pages that everybody opens, and the others under the question that leads to them."""
    _ = tongue._
    pages: dict[str, list[st.Page]] = {
        "": [
            st.Page(QUARTER, title=_("Tilanne"), icon=":material/monitoring:", default=True),
            st.Page(ANSWERS, title=_("Avoimet vastaukset"), icon=":material/forum:", url_path=ANSWERS_PATH),
        ],
        _("Selitykset"): [
            st.Page(MOVEMENT, title=_("Miksi muuttui?"), icon=":material/waterfall_chart:", url_path="miksi"),
            st.Page(DRIVERS, title=_("Mikä on yhteydessä?"), icon=":material/hub:", url_path="mukana"),
            st.Page(OUTCOMES, title=_("Mitä asiakas teki sitten?"), icon=":material/route:", url_path="sitten"),
            st.Page(GROUPS, title=_("Ryhmät rinnakkain"), icon=":material/leaderboard:", url_path="ryhmat"),
            st.Page(TOPICS, title=_("Nousevat aiheet"), icon=":material/trending_up:", url_path="aiheet"),
            st.Page(POSTS, title=_("Some ja kysely"), icon=":material/campaign:", url_path="some"),
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
            st.Page(CODING, title=_("Koodaus"), icon=":material/label:", url_path="koodaus"),
            st.Page(REVISION, title=_("Mittarin uudistus"), icon=":material/tune:", url_path="uudistus"),
        ],
    }
    return st.navigation(pages, position="top")


def parameters() -> Mapping[str, Sequence[str]]:
    return {name: st.query_params.get_all(name) for name in st.query_params}


if __name__ == "__main__":
    main()
