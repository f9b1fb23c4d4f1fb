"""The README is checked against the product: its commands run, its files exist, and nothing is left out of it."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest

from cxlib.__main__ import main, parser

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text("utf-8")
BLOCKS = re.findall(r"```sh\n(.*?)```", README, re.DOTALL)
COMMANDS = [line for block in BLOCKS for line in block.splitlines() if line.startswith("python -m cxlib")]
READING = [line for line in COMMANDS if line.split()[3] in {"brief", "measure", "search", "check"}]


def test_both_commands_that_start_it_are_those_of_the_requirements() -> None:
    assert "pip install -r requirements.txt\nstreamlit run dashboard.py\n" in README
    assert (ROOT / "dashboard.py").is_file()


def test_ci_runs_the_test_command_of_the_readme() -> None:
    script = (ROOT / ".ci" / "run").read_text("utf-8")
    assert "pip install -r tests/requirements.txt\npytest\n" in README
    assert re.search(r"^pip install .*-r tests/requirements\.txt$", script, re.MULTILINE)
    assert re.search(r"^pytest$", script, re.MULTILINE)


@pytest.mark.parametrize("line", READING)
def test_commands_of_the_readme_answer(line: str, demo_folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(shlex.split(line)[3:]) == 0
    assert capsys.readouterr().out.strip()


@pytest.mark.parametrize("line", COMMANDS)
def test_commands_of_the_readme_are_spelt_right(line: str) -> None:
    parser().parse_args(shlex.split(line)[3:])


def test_every_command_is_named() -> None:
    choices = next(action.choices for action in parser()._actions if action.choices)
    assert choices is not None
    unnamed = [name for name in choices if f"python -m cxlib {name}" not in README]
    assert unnamed == []


def test_every_setting_is_named() -> None:
    used = {
        name
        for path in ROOT.glob("cxlib/**/*.py")
        for name in re.findall(r"environ(?:\.get)?[\[(]\s*\"(\w+)\"", path.read_text("utf-8"))
    }
    assert used, "no module reads a setting: the pattern of this test is out of date"
    assert sorted(name for name in used if name.startswith("CX_") and name not in README) == []


def test_every_dependency_has_its_reason() -> None:
    names = re.findall(r"^([\w-]+)==", (ROOT / "requirements.txt").read_text("utf-8"), re.MULTILINE)
    table = README.split("## Dependencies")[1]
    assert [name for name in names if name not in table] == []


def test_pictures_are_there() -> None:
    pictures = re.findall(r"\]\((data/pictures/[\w.]+)\)", README)
    assert len(pictures) == 4
    assert [name for name in pictures if not (ROOT / name).is_file()] == []
