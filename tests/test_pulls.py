"""Fetching from a real HTTP server on this machine: pages as the tools send them, and all that goes wrong."""

from __future__ import annotations

import io
import json
import threading
import zipfile
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest

from cxlib import inbox, loading, pulls
from cxlib.errors import DefinitionError, PullError
from cxlib.intake.pulls import read_pulls
from tests import small_survey

PROFILE = """
[file]
kind = "json"
records = "data"
optional = ["why", "changed"]
[keys]
response = ["id"]
[date]
column = "day"
formats = ["%Y-%m-%d"]
[[questions]]
id = "nps"
column = "nps"
[[open_questions]]
column = "why"
question = "why"
"""


def record(number: int, **changes: object) -> dict[str, object]:
    changed = f"2026-08-{number % 28 + 1:02}T10:00:00Z"
    return {"id": f"R{number}", "day": "2026-08-15", "nps": number % 11, "why": "Jonotin", "changed": changed} | changes


class Tool:
    """A survey tool: `answers` gives what it says to a path and its parameters, and `asked` what it was asked."""

    def __init__(self) -> None:
        self.asked: list[tuple[str, dict[str, str], dict[str, str]]] = []
        self.answers: Any = lambda path, parameters: (404, {})
        tool = self

        class Answering(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                parts = urlsplit(self.path)
                parameters = {name: values[-1] for name, values in parse_qs(parts.query).items()}
                tool.asked.append((parts.path, parameters, {k.lower(): v for k, v in self.headers.items()}))
                status, body = tool.answers(parts.path, parameters)
                content = body if isinstance(body, bytes) else json.dumps(body).encode()
                self.send_response(status)
                self.send_header("Content-Length", str(len(content)))
                self.end_headers()
                self.wfile.write(content)

            def do_POST(self) -> None:
                self.rfile.read(int(self.headers["Content-Length"]))
                self.do_GET()

            def log_message(self, *_: object) -> None:
                """Nobody reads it."""

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Answering)
        self.url = f"http://127.0.0.1:{self.server.server_port}"
        self.worker = threading.Thread(target=self.server.serve_forever, daemon=True)
        self.worker.start()

    def close(self) -> None:
        self.server.shutdown()
        self.server.server_close()
        self.worker.join()


@pytest.fixture
def tool(monkeypatch: pytest.MonkeyPatch) -> Iterator[Tool]:
    pytest.importorskip("dlt", reason="fetching is an optional extra: pip install dlt==1.31.0")
    monkeypatch.setattr(pulls, "PAUSE_SECONDS", 0.01)
    monkeypatch.setenv("TOOL_KEY", "salainen")
    made = Tool()
    yield made
    made.close()


def settled(tmp_path: Path, tool: Tool, **lines: str) -> Path:
    folder = small_survey.settle(tmp_path / "bank", profile=PROFILE)
    given = {"source": "rest", "path": "/answers", "records": "data", "profile": "own", "key": "TOOL_KEY"}
    given |= {"since": "since", "changed": "changed", "paging": "next", "next": "links.next"} | lines
    text = "\n".join(f'{name} = "{value}"' for name, value in given.items() if value)
    (folder / "pulls.toml").write_text(f'[[pulls]]\nname = "chat"\nurl = "{tool.url}"\n{text}\n', "utf-8")
    return folder


def in_pages(tool: Tool, *pages: list[dict[str, object]]) -> Any:
    def answers(path: str, parameters: dict[str, str]) -> tuple[int, Any]:
        at = int(parameters.get("page", "0"))
        following = f"{tool.url}{path}?page={at + 1}" if at + 1 < len(pages) else None
        return 200, {"data": pages[at], "links": {"next": following}}

    return answers


def taken(folder: Path) -> inbox.Delivery:
    found = pulls.fetch(folder, pulls.pull_named(folder, "chat"))
    assert found.file is not None
    delivery = inbox.take_one(folder, found.file)
    if delivery.state == "taken":
        pulls.remember(folder, found)
    return delivery


def respondents(folder: Path) -> int:
    store = loading.open_store(loading.organisation(folder))
    try:
        return sum(store.score_tally("nps")[None].counts.values())
    finally:
        store.close()


def test_pages_come_into_the_store_and_next_time_only_what_is_new(tmp_path: Path, tool: Tool) -> None:
    folder = settled(tmp_path, tool)
    first, second = [record(n) for n in range(5)], [record(n) for n in range(5, 8)]
    tool.answers = in_pages(tool, first, first, second)  # a page that is sent twice
    assert taken(folder).state == "taken"
    assert respondents(folder) == 8
    assert tool.asked[0][2]["authorization"] == "Bearer salainen"
    assert "since" not in tool.asked[0][1]
    tool.answers = in_pages(tool, [record(7), record(9)])
    delivery = taken(folder)
    assert tool.asked[-1][1]["since"] == "2026-08-08T10:00:00Z"
    assert delivery.reconciliation is not None
    assert (delivery.reconciliation.accepted, delivery.reconciliation.duplicates) == (1, 1)
    tool.answers = in_pages(tool, [])
    assert pulls.fetch(folder, pulls.pull_named(folder, "chat")).file is None
    assert b"salainen" not in b"".join(path.read_bytes() for path in folder.rglob("*") if path.is_file())


def test_a_page_that_fails_once_is_asked_again(tmp_path: Path, tool: Tool) -> None:
    folder = settled(tmp_path, tool)
    failing = iter([True, True])
    whole = in_pages(tool, [record(1)], [record(2)])
    tool.answers = lambda path, given: (503, {}) if given.get("page") and next(failing, False) else whole(path, given)
    assert taken(folder).state == "taken"
    assert respondents(folder) == 2


@pytest.mark.parametrize(("status", "said"), [(500, "answered 500"), (401, "Is the key still right")])
def test_a_page_that_goes_on_failing_takes_nothing(tmp_path: Path, tool: Tool, status: int, said: str) -> None:
    folder = settled(tmp_path, tool)
    whole = in_pages(tool, [record(1)], [record(2)])
    tool.answers = lambda path, given: (status, {}) if given.get("page") else whole(path, given)
    with pytest.raises(PullError, match=said):
        pulls.fetch(folder, pulls.pull_named(folder, "chat"))
    assert not (folder / "inbox").exists()
    tool.answers = whole
    assert taken(folder).state == "taken"


def test_a_source_that_goes_in_circles_is_left(tmp_path: Path, tool: Tool) -> None:
    folder = settled(tmp_path, tool)
    tool.answers = lambda path, given: (200, {"data": [record(1)], "links": {"next": f"{tool.url}{path}?page=1"}})
    with pytest.raises(PullError, match="same page again and again"):
        pulls.fetch(folder, pulls.pull_named(folder, "chat"))
    assert len(tool.asked) <= 1 + pulls.MOST_REPEATED


def test_another_list_is_refused_and_other_fields_go_aside_to_be_fetched_again(tmp_path: Path, tool: Tool) -> None:
    folder = settled(tmp_path, tool)
    tool.answers = lambda path, given: (200, {"items": [record(1)], "links": {"next": None}})
    with pytest.raises(PullError, match=r"no list 'data' any more; it holds: items, links"):
        pulls.fetch(folder, pulls.pull_named(folder, "chat"))
    renamed = [{"id": "R1", "day": "2026-08-15", "score": 9, "changed": "2026-08-20T10:00:00Z"}]
    tool.answers = in_pages(tool, renamed)
    delivery = taken(folder)
    assert delivery.state == "refused"
    assert "nps" in delivery.reason
    tool.answers = in_pages(tool, [record(1)])
    assert taken(folder).state == "taken"
    assert "since" not in tool.asked[-1][1], "what was refused is fetched again"


def test_zendesk_pages_are_read_by_its_profile(tmp_path: Path, tool: Tool, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TOOL_KEY", "liisa@example.com/token:abc")
    folder = tmp_path / "desk"
    folder.mkdir()
    text = f'[[pulls]]\nname = "chat"\nsource = "zendesk"\nurl = "{tool.url}"\nkey = "TOOL_KEY"\n'
    (folder / "pulls.toml").write_text(text, "utf-8")

    def rating(number: int, score: str) -> dict[str, object]:
        changed = f"2026-08-{number:02}T09:00:00Z"
        return {"id": number, "score": score, "comment": f"Kiitos {number}", "updated_at": changed} | {
            "url": "https://example.zendesk.com/x", "assignee_id": 1, "group_id": 7, "requester_id": 100 + number,
            "ticket_id": 5, "created_at": changed, "reason": "No reason provided", "reason_id": 0, "reason_code": 0,
        }  # fmt: skip

    def answers(path: str, given: dict[str, str]) -> tuple[int, Any]:
        more = "page[after]" not in given
        following = f"{tool.url}{path}?page[size]=100&page[after]=xx" if more else None
        ratings = [rating(1, "good"), rating(2, "bad")] if more else [rating(3, "offered")]
        return 200, {"satisfaction_ratings": ratings, "meta": {"has_more": more}, "links": {"next": following}}

    tool.answers = answers
    delivery = taken(folder)
    assert delivery.state == "taken", delivery.reason
    assert delivery.reconciliation is not None
    assert delivery.reconciliation.read == 3
    assert tool.asked[0][2]["authorization"].startswith("Basic ")
    taken(folder)
    assert tool.asked[-2][1]["start_time"] == "1785747600"


def test_formbricks_is_asked_by_offset_and_what_changed(tmp_path: Path, tool: Tool) -> None:
    folder = settled(
        tmp_path, tool, source="formbricks", survey="cm1", path="", records="", since="", changed="", paging="", next=""
    )
    every = [record(n, updatedAt=f"2026-08-{n % 28 + 1:02}T10:00:00Z") for n in range(150)]

    def answers(path: str, given: dict[str, str]) -> tuple[int, Any]:
        skip, limit = int(given["skip"]), int(given["limit"])
        return 200, {"data": every[skip : skip + limit], "meta": {"total": len(every), "limit": limit, "offset": skip}}

    tool.answers = answers
    assert len(json.loads(pulls.fetch(folder, pulls.pull_named(folder, "chat")).file.read_text())["data"]) == 150
    path, given, headers = tool.asked[0]
    assert (path, given["surveyId"], headers["x-api-key"]) == ("/api/v2/management/responses", "cm1", "salainen")


def test_qualtrics_exports_a_file_that_is_unpacked(tmp_path: Path, tool: Tool) -> None:
    folder = settled(
        tmp_path, tool, source="qualtrics", survey="SV_1", path="", records="", since="", changed="", paging="", next=""
    )
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("Survey.csv", 'id,nps\n"Id","NPS"\n"{}","{}"\nR1,9\nR2,8\n')
    looks = iter(["inProgress", "complete"])

    def answers(path: str, given: dict[str, str]) -> tuple[int, Any]:
        if path.endswith("export-responses"):
            return 200, {"result": {"progressId": "ES_1"}}
        if path.endswith("ES_1"):
            return 200, {"result": {"status": next(looks), "fileId": "F1"}}
        return 200, packed.getvalue()

    tool.answers = answers
    found = pulls.fetch(folder, pulls.pull_named(folder, "chat"))
    assert found.file is not None
    assert (found.file.name, found.records) == ("chat@own.csv", 2)
    assert tool.asked[0][2]["x-api-token"] == "salainen"
    tool.answers = lambda path, given: (200, {"result": {"progressId": "ES_1", "status": "failed"}})
    with pytest.raises(PullError, match="ended the export as 'failed'"):
        pulls.fetch(folder, pulls.pull_named(folder, "chat"))


def test_a_key_that_is_not_set_is_said(tmp_path: Path, tool: Tool, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("TOOL_KEY")
    folder = settled(tmp_path, tool)
    with pytest.raises(PullError, match="the environment variable TOOL_KEY holds no key"):
        pulls.fetch(folder, pulls.pull_named(folder, "chat"))


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('[[pulls]]\nname = "a"\nsource = "rest"\nurl = "http://example.com"\npath = "/x"', "begins with https://"),
        ('[[pulls]]\nname = "a"\nsource = "typeform"\nurl = "https://example.com"', "typeform"),
        ('[[pulls]]\nname = "a"\nsource = "formbricks"\nurl = "https://example.com"', "survey"),
        ('[[pulls]]\nname = "a"\nsource = "zendesk"\nurl = "https://example.com"\ntoken = "x"', "token"),
    ],
)
def test_a_mistake_in_pulls_toml_is_told(tmp_path: Path, text: str, said: str) -> None:
    (tmp_path / "pulls.toml").write_text(text, "utf-8")
    with pytest.raises(DefinitionError, match=said):
        read_pulls(tmp_path / "pulls.toml")


def test_a_source_that_is_not_named_is_said(tmp_path: Path) -> None:
    with pytest.raises(DefinitionError, match=r"holds no pulls\.toml"):
        pulls.pull_named(tmp_path, "chat")
    (tmp_path / "pulls.toml").write_text('[[pulls]]\nname = "chat"\nsource = "zendesk"\nurl = "https://a.example"')
    with pytest.raises(DefinitionError, match="Did you mean 'chat'"):
        pulls.pull_named(tmp_path, "chatt")
