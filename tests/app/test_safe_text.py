"""Whatever a customer writes stays text."""

from __future__ import annotations

from html import unescape
from html.parser import HTMLParser

from hypothesis import given
from hypothesis import strategies as st

from cxlib.app.safe_text import marked_words, plain, words
from cxlib.terms.briefing import Span

HOSTILE = '<script>alert(1)</script> ![x](http://evil.example/x.png) <img src=x onerror=y> =HYPERLINK("http://evil")'


class Tags(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: object) -> None:
        self.found.append(tag)


def tags(html: str) -> set[str]:
    parser = Tags()
    parser.feed(html)
    return set(parser.found)


def test_hostile_words_bring_no_tag() -> None:
    assert tags(words(HOSTILE)) == set()
    assert unescape(words(HOSTILE)) == HOSTILE


@given(st.text(), st.lists(st.tuples(st.integers(-3, 40), st.integers(-3, 40))))
def test_marking_adds_nothing_but_marks(text: str, places: list[tuple[int, int]]) -> None:
    html = marked_words(text, [Span(start, end, "search") for start, end in places if start >= 0])
    assert tags(html) <= {"mark", "br"}
    assert html.count("<mark") == html.count("</mark>")


def test_a_mark_inside_an_entity_does_not_break_it() -> None:
    text = "A & B <odotin>"
    html = marked_words(text, [Span(7, 13, "search")])
    assert "&amp;" in html
    assert ">odotin</mark>" in html
    assert html.endswith("&gt;")


def test_turned_writing_is_turned_back() -> None:
    assert words("kissa \u202eaknit") == "kissa aknit"


def test_a_lone_surrogate_does_not_stop_a_page() -> None:
    assert words("ok \udc00").encode("utf-8") == b"ok ?"


def test_a_name_with_markup_is_shown_as_written() -> None:
    assert plain("![x](http://evil)") == "\\!\\[x\\]\\(http\\://evil\\)"
