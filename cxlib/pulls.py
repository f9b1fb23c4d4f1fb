"""Fetching answers from where they are collected, into a raw file of its own that goes the way of every other file."""

from __future__ import annotations

import io
import json
import os
import time
import zipfile
from base64 import b64encode
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import blake2b
from pathlib import Path
from typing import Any

from cxlib.errors import DefinitionError, PullError, unknown
from cxlib.intake.pulls import read_pulls
from cxlib.store.folder import put_bytes, put_file
from cxlib.terms.pull import Pull

#: Pages that bring nothing new, one after the other, before a source is taken to go in circles.
MOST_REPEATED = 3
#: A request is tried so often, with growing pauses, before it counts as failed.
ATTEMPTS = 4
PAUSE_SECONDS = 1.0
#: An export that is not ready after so many looks never will be.
MOST_LOOKS = 300
_PAGE = 100
_DLT = "dlt==1.31.0"


@dataclass(frozen=True)
class Pulled:
    """What came: the raw file (None where nothing was new), how many records, and until when the source is known."""

    pull: Pull
    file: Path | None
    records: int
    until: str


def pull_named(folder: Path, name: str) -> Pull:
    """Return one source of an organisation's `pulls.toml`.

    Raises
    ------
    DefinitionError
        When there is no such file, or it does not name the source.
    """
    path = folder / "pulls.toml"
    if not path.is_file():
        raise DefinitionError(f"{folder} holds no pulls.toml. The README shows one.")
    known = {pull.name: pull for pull in read_pulls(path)}
    if name not in known:
        raise DefinitionError(unknown("pull", name, known), file=path)
    return known[name]


def fetch(folder: Path, pull: Pull) -> Pulled:
    """Fetch what is new since the last time into the drop folder; what is there already is asked for again.

    Raises
    ------
    PullError
        When the source cannot be reached, answers otherwise than it used to, or goes in circles; nothing was written.
    """
    since = _known_until(folder, pull)
    if pull.source == "qualtrics":
        return _exported(folder, pull, since)
    records: dict[bytes, dict[str, Any]] = {}
    for page in _pages(pull, since):
        records |= {_mark(record): record for record in page}
    found = list(records.values())
    until = max((str(record.get(pull.changed) or "") for record in found), default=since) if pull.changed else ""
    if not found:
        return Pulled(pull, None, 0, since)
    content = json.dumps(_nested(pull.records, found), ensure_ascii=False, indent=0)
    return Pulled(pull, _raw(folder, pull, ".json", content.encode()), len(found), max(until, since))


def remember(folder: Path, pulled: Pulled) -> None:
    """Note until when a source is known, once its file is in the store: what was refused is fetched again."""
    _state(folder, pulled.pull).parent.mkdir(exist_ok=True)
    put_file(_state(folder, pulled.pull), json.dumps({"until": pulled.until}))


def _pages(pull: Pull, since: str) -> Iterator[list[dict[str, Any]]]:
    """Every page of a source; one that repeats is passed over, and one that goes on repeating is refused."""
    client = _client(pull)
    parameters = dict(pull.parameters) | _asked(pull, since)
    seen: set[bytes] = set()
    repeated = 0
    try:
        for page in client.paginate(
            pull.path, params=parameters, paginator=_paginator(pull), data_selector=pull.records or "$"
        ):
            records = _records(pull, page.response.json())
            marks = {_mark(record) for record in records}
            repeated = repeated + 1 if records and marks <= seen else 0
            if repeated >= MOST_REPEATED:
                raise PullError(
                    f"{pull.name}: {pull.url} sends the same page again and again. Nothing was taken; try later."
                )
            seen |= marks
            yield records
    except _failures() as error:
        raise PullError(_failed(pull, error)) from error
    finally:
        client.session.close()


def _records(pull: Pull, body: object) -> list[dict[str, Any]]:
    found = body
    for name in filter(None, pull.records.split(".")):
        found = found.get(name) if isinstance(found, dict) else None
    if not isinstance(found, list) or not all(isinstance(record, dict) for record in found):
        has = ", ".join(map(str, body)) if isinstance(body, dict) else type(body).__name__
        raise PullError(
            f"{pull.name}: the answer of {pull.url} holds no list '{pull.records}' any more; it holds: {has[:200]}. "
            "Nothing was taken. See what has changed there, and correct pulls.toml."
        )
    return found


def _exported(folder: Path, pull: Pull, since: str) -> Pulled:
    """Have Qualtrics export a survey, and take the CSV file out of what it packs."""
    client, path = _client(pull), f"/API/v3/surveys/{pull.survey}/export-responses"
    now = datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    try:
        wanted = {"format": "csv", "endDate": now, **_asked(pull, since)}
        begun = _said(client.post(path, json=wanted)).json()["result"]
        for _ in range(MOST_LOOKS):
            status = _said(client.get(f"{path}/{begun['progressId']}")).json()["result"]
            if status["status"] != "inProgress":
                break
            time.sleep(PAUSE_SECONDS)
        if status["status"] != "complete":
            raise PullError(f"{pull.name}: Qualtrics ended the export as '{status['status']}'. Try later.")
        packed = _said(client.get(f"{path}/{status['fileId']}/file")).content
        with zipfile.ZipFile(io.BytesIO(packed)) as archive:
            content = archive.read(archive.namelist()[0])
    except _failures(KeyError, TypeError, ValueError, zipfile.BadZipFile, IndexError) as error:
        raise PullError(_failed(pull, error)) from error
    finally:
        client.session.close()
    rows = content.count(b"\n")
    return Pulled(pull, _raw(folder, pull, ".csv", content) if rows > 3 else None, max(0, rows - 3), now)


def _client(pull: Pull) -> Any:
    """A client of dlt's, which tries a page that fails again."""
    try:
        os.environ.setdefault("RUNTIME__DLTHUB_TELEMETRY", "false")
        from dlt.sources.helpers.requests import Client  # noqa: PLC0415 (an optional extra)
        from dlt.sources.helpers.rest_client.client import RESTClient  # noqa: PLC0415
    except ImportError as error:
        raise PullError(f"Fetching needs one more package. Install it: pip install {_DLT}") from error
    session = Client(
        request_max_attempts=ATTEMPTS,
        request_backoff_factor=PAUSE_SECONDS,
        request_timeout=60,
        raise_for_status=False,
    ).session
    return RESTClient(base_url=pull.url, headers=_secret(pull), session=session)


def _said(response: Any) -> Any:
    """What a page says, once it is known not to be a refusal."""
    response.raise_for_status()
    return response


def _paginator(pull: Pull) -> Any:
    from dlt.sources.helpers.rest_client import paginators as by  # noqa: PLC0415

    if pull.paging == "next":
        return by.JSONLinkPaginator(next_url_path=pull.next)
    if pull.paging == "cursor":
        return by.JSONResponseCursorPaginator(cursor_path=pull.next, cursor_param=pull.next.rpartition(".")[2])
    if pull.paging == "offset":
        return by.OffsetPaginator(limit=_PAGE, offset_param="skip", limit_param="limit", total_path=pull.next or None)
    if pull.paging == "pages":
        return by.PageNumberPaginator(base_page=1, page_param=pull.next or "page", total_path=None)
    return by.SinglePagePaginator()


def _failures(*others: type[Exception]) -> tuple[type[Exception], ...]:
    """What a request may fail with, and others beside it."""
    from requests import RequestException  # noqa: PLC0415 (comes with the optional extra)

    return (RequestException, *others)


def _secret(pull: Pull) -> dict[str, str]:
    """The header with the secret, which stands in the environment alone."""
    if not pull.key:
        return {}
    secret = os.environ.get(pull.key, "")
    if not secret:
        raise PullError(f"{pull.name}: the environment variable {pull.key} holds no key. Set it before fetching.")
    if pull.source == "zendesk":
        return {"Authorization": f"Basic {b64encode(secret.encode()).decode()}"}
    return {pull.header: f"Bearer {secret}" if pull.header == "Authorization" else secret}


def _asked(pull: Pull, since: str) -> dict[str, str]:
    asked = {"surveyId": pull.survey} if pull.source == "formbricks" else {}
    if not since or not pull.since:
        return asked
    return asked | {pull.since: _epoch(since) if pull.source == "zendesk" else since}


def _epoch(moment: str) -> str:
    return str(int(datetime.fromisoformat(moment.replace("Z", "+00:00")).timestamp()))


def _failed(pull: Pull, error: Exception) -> str:
    response = getattr(error, "response", None)
    if response is not None:
        response.close()  # it was refused before its end was read
    status = f"answered {response.status_code}" if response is not None else f"did not answer ({type(error).__name__})"
    hint = " Is the key still right?" if response is not None and response.status_code in (401, 403) else ""
    return f"{pull.name}: {pull.url} {status}.{hint} Nothing was taken; what came before is as it was."


def _nested(path: str, records: list[dict[str, Any]]) -> Any:
    """The records where the source had them, so that a file fetched looks like one that somebody saved."""
    found: Any = records
    for name in reversed([part for part in path.split(".") if part]):
        found = {name: found}
    return found


def _mark(record: Mapping[str, Any]) -> bytes:
    return blake2b(json.dumps(record, sort_keys=True, ensure_ascii=False).encode(), digest_size=16).digest()


def _raw(folder: Path, pull: Pull, suffix: str, content: bytes) -> Path:
    inbox = folder / "inbox"
    inbox.mkdir(mode=0o700, parents=True, exist_ok=True)
    path = inbox / f"{pull.name}{f'@{pull.profile}' if pull.profile else ''}{suffix}"
    put_bytes(path, content)
    path.chmod(0o600)
    return path


def _state(folder: Path, pull: Pull) -> Path:
    return folder / "pulls" / f"{pull.name}.json"


def _known_until(folder: Path, pull: Pull) -> str:
    try:
        return str(json.loads(_state(folder, pull).read_text("utf-8"))["until"])
    except FileNotFoundError:
        return ""
    except (ValueError, KeyError, TypeError) as error:
        raise PullError(
            f"{_state(folder, pull)} is damaged. Remove it: everything is fetched again, and nothing comes in twice."
        ) from error
