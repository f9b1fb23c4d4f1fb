"""topics.toml as people write it: read whole, or refused with line, value and what is allowed."""

from __future__ import annotations

from pathlib import Path

import pytest

from cxlib.errors import DefinitionError
from cxlib.intake.topics import read_topics

DATA = Path(__file__).parents[2] / "data"


def test_the_shipped_file_is_read() -> None:
    assert [topic.id for topic in read_topics(DATA / "topics.toml")] == ["waiting", "chat", "interest"]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ('[[topics]]\nid = "a"\nlabel = "A"\n', "search"),
        ('[[topics]]\nid = "a"\nlabel = "A"\nsearch = "%"\n', "words to search for"),
        ('[[topics]]\nid = "a"\nlabel = "A"\nsearch = "x"\nowner = "me"\n', "owner"),
        ('[[topics]]\nid = "a"\nlabel = "A"\nsearch = "x"\ninside = "yes"\n', "inside"),
        ('[[topics]]\nid = "a"\nlabel = "A"\nsearch = "x"\n' * 2, "a"),
    ],
)
def test_what_cannot_be_is_refused(text: str, told: str, tmp_path: Path) -> None:
    path = tmp_path / "topics.toml"
    path.write_text(text, "utf-8")
    with pytest.raises(DefinitionError, match=told):
        read_topics(path)
