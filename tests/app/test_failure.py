"""An error is a sentence with a way out, and holds nothing of the inside (SAFETY check 37)."""

from __future__ import annotations

import pytest

from cxlib import errors
from cxlib.app.failure import failure_sentence
from cxlib.wording.tongue import LANGUAGES, tongue

SECRET = "select hetu from /srv/kuulo where name = 'Aino'"

KINDS = [kind for kind in vars(errors).values() if isinstance(kind, type) and issubclass(kind, Exception)] + [
    ValueError,
    RuntimeError,
]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.__name__)
def test_every_error_is_told_without_internals(kind: type[Exception], language: str) -> None:
    said = failure_sentence(kind(SECRET), tongue(language))
    assert said.endswith(".")
    assert not any(inside in said for inside in ("select", "/srv", "Aino", kind.__name__))


def test_a_particular_error_is_told_before_a_general_one() -> None:
    finnish = tongue("fi")
    assert failure_sentence(errors.StoreBusy(""), finnish) != failure_sentence(errors.StoreError(""), finnish)
