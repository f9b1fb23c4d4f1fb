"""The smallest organisation that can import: two questions, one dimension, open answers, and its file."""

from __future__ import annotations

from pathlib import Path

PROGRAMME = """
name = "Testipankki"
[[questions]]
id = "nps"
label = "Suosittelu"
kind = "nps"
scale = [0, 10]
[[questions]]
id = "csat"
label = "Tyytyväisyys"
kind = "csat"
scale = [1, 5]
[[open_questions]]
id = "why"
label = "Miksi?"
[[dimensions]]
id = "channel"
label = "Kanava"
[[index.versions]]
version = 1
valid_from = "2026Q1"
components = [
  {question = "nps", transform = "nps_category", weight = 0.5},
  {question = "csat", transform = "minmax", weight = 0.5},
]
"""

CODEBOOK = """
version = "1"
[[themes]]
id = "queue"
label = "Jonotus"
[[themes.patterns]]
language = "fi"
any = ["jono", "jonottaa"]
"""

PROFILE = """
[file]
delimiter = ";"
[keys]
response = ["id"]
customer = "customer"
[date]
column = "day"
formats = ["%d.%m.%Y"]
[[questions]]
id = "nps"
column = "nps"
[[questions]]
id = "csat"
column = "csat"
[[dimensions]]
id = "channel"
column = "channel"
[[open_questions]]
column = "why"
question = "why"
"""

HEADER = "id;customer;day;nps;csat;channel;why"


def settle(folder: Path, *, programme: str = PROGRAMME, profile: str = PROFILE) -> Path:
    """Write the definitions of the organisation into a folder."""
    (folder / "profiles").mkdir(parents=True)
    (folder / "programme.toml").write_text(programme, "utf-8")
    (folder / "codebook.toml").write_text(CODEBOOK, "utf-8")
    (folder / "profiles" / "own.toml").write_text(profile, "utf-8")
    return folder


def line(
    name: str,
    *,
    nps: int | str = 9,
    csat: int = 4,
    why: str = "",
    day: str = "15.8.2026",
    channel: str = "chat",
    customer: str | None = None,
) -> str:
    return f"{name};{'C' + name if customer is None else customer};{day};{nps};{csat};{channel};{why}"


def write(path: Path, lines: list[str]) -> Path:
    path.write_text("\n".join([HEADER, *lines]) + "\n", "utf-8")
    return path
