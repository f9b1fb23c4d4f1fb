"""JSON as survey tools and APIs write it: lists, records under a path, one per line; and what is no JSON."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest

from cxlib.errors import IntakeError
from cxlib.terms.feedback import Feedback, Reconciliation

Read = Callable[..., tuple[Feedback, Reconciliation]]
RECORD: dict[str, Any] = {
    "id": "a", "pvm": "1.2.2026", "vaihe": "new", "kanava": "phone", "nps": 9, "miksi": "Hyvä",
    "extra": {"ip": "1.2.3.4"},
}  # fmt: skip
JSON = {"[file]": '[file]\nkind = "json"'}


@pytest.mark.parametrize(
    ("text", "records"),
    [
        (json.dumps([RECORD, {**RECORD, "id": "b"}]), ""),
        (json.dumps({"data": {"items": [RECORD, {**RECORD, "id": "b"}]}, "next": None}), "data.items"),
        (json.dumps(RECORD) + "\n" + json.dumps({**RECORD, "id": "b"}) + "\n", ""),
    ],
    ids=["list", "path", "lines"],
)
def test_shapes(read_bytes: Read, text: str, records: str) -> None:
    changes = {"[file]": f'[file]\nkind = "json"\nrecords = "{records}"'}
    feedback, account = read_bytes(text.encode(), name="k.json", changes=changes)
    assert feedback.responses["response_key"].tolist() == ["a", "b"]
    assert feedback.responses["nps"].tolist() == [9, 9]
    assert feedback.responses["row"].tolist() == [1, 2]
    assert "Columns not read, since the profile does not name them: 'extra.ip'." in account.notes


def test_missing_fields_and_half_characters(read_bytes: Read) -> None:
    text = json.dumps([{**RECORD, "miksi": "Hy\ud800v\x00ä\u202e"}, {"id": "b", "pvm": "1.2.2026", "vaihe": "new"}])
    feedback, _ = read_bytes(text.encode(), name="k.json", changes=JSON)
    assert feedback.verbatims["text"].tolist() == ["Hy\N{REPLACEMENT CHARACTER}vä"]
    assert feedback.responses["nps"].isna().tolist() == [False, True]


def test_an_id_that_lost_its_digits(read_bytes: Read) -> None:
    text = json.dumps([{**RECORD, "id": 5.69e17}, {**RECORD, "id": 569000000000000001}])
    feedback, account = read_bytes(text.encode(), name="k.json", changes=JSON)
    assert feedback.responses["response_key"].tolist() == ["569000000000000001"]
    assert account.rejections[0].example == "5.69E+17"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "the file is empty"),
        ("[]", "there are no records"),
        ('[{"id": "a"', "this is not whole JSON .*Was the file cut short"),
        ('{"id": "a"}\n{"id": ', "line 2 is not a whole JSON record"),
        ('{"data": [1, 2]}', "5 fields? of|columns of the profile"),
        ("[1, 2]", "a list of objects in braces"),
        ("[" * 100_000, "too deep"),
        ("[" + "9" * 5000 + "]", "too long"),
    ],
    ids=["empty", "no records", "cut", "cut line", "other", "numbers", "deep", "long number"],
)
def test_refused(read_bytes: Read, text: str, said: str) -> None:
    with pytest.raises(IntakeError, match=said):
        read_bytes(text.encode(), name="k.json", changes=JSON)


def test_a_wrong_path_is_told_with_what_there_is(read_bytes: Read) -> None:
    changes = {"[file]": '[file]\nkind = "json"\nrecords = "items"'}
    with pytest.raises(IntakeError, match=r"there is no 'items' on the way .*there is: data, next"):
        read_bytes(b'{"data": [], "next": null}', name="k.json", changes=changes)
