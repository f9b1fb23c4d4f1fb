"""What an evaluation says: figures per class and language, the targets beside them, and the worst examples."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from cxlib.evaluation.agreement import Agreement, Figure

#: Examples shown, and how much of each.
MOST_EXAMPLES, LONGEST_EXAMPLE = 12, 160


@dataclass(frozen=True)
class Line:
    """One class, language or group with its counts."""

    group: str
    name: str
    agreement: Agreement


@dataclass(frozen=True)
class Target:
    """What is to be reached, and what was; `at_most` for errors, which are better when small."""

    name: str
    wanted: float
    measured: Figure | None
    at_most: bool = False

    @property
    def is_met(self) -> bool | None:
        """None where the file has no case of it."""
        if self.measured is None:
            return None
        return self.measured.value <= self.wanted if self.at_most else self.measured.value >= self.wanted

    def text(self) -> str:
        sign = "≤" if self.at_most else "≥"
        if self.measured is None:
            return f"{self.name}: no such cases in the file (target {sign} {self.wanted:.3f})"
        verdict = "met" if self.is_met else "NOT MET"
        return f"{self.name}: {self.measured.text()}, n {self.measured.of}, target {sign} {self.wanted:.3f}: {verdict}"

    def record(self) -> dict[str, Any]:
        return {
            "name": self.name,
            "target": self.wanted,
            "at_most": self.at_most,
            "measured": None if self.measured is None else self.measured.record(),
            "met": self.is_met,
        }


@dataclass(frozen=True)
class Evaluation:
    """The result of evaluating one file; `worst` are sentences about cases that went wrong."""

    kind: str
    file: str
    n: int
    lines: tuple[Line, ...]
    targets: tuple[Target, ...]
    worst: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()

    def record(self) -> dict[str, Any]:
        """Return everything but the examples, which may be somebody's words, as JSON can hold it."""
        return {
            "kind": self.kind,
            "file": self.file,
            "n": self.n,
            "targets": [target.record() for target in self.targets],
            "lines": [line_record(line) for line in self.lines],
            "notes": list(self.notes),
        }

    def text(self) -> str:
        head = [f"{self.kind}: {self.file}, n {self.n}", ""]
        targets = [target.text() for target in self.targets]
        return "\n".join([*head, *targets, "", *_table(self.lines), *self.notes, *_examples(self.worst)])


def line_record(line: Line) -> dict[str, Any]:
    counts = line.agreement
    figures = {"precision": counts.precision, "recall": counts.recall, "f1": counts.f1}
    return {
        "group": line.group,
        "name": line.name,
        "n": counts.labelled,
        "false": counts.false,
        **{name: None if figure is None else figure.record() for name, figure in figures.items()},
    }


def _table(lines: tuple[Line, ...]) -> list[str]:
    if not lines:
        return []
    head = f"{'':<28}{'n':>6}{'false':>7}  {'precision':<22}{'recall':<22}{'F1':<22}"
    return [head.rstrip(), *map(_row, lines), ""]


def _row(line: Line) -> str:
    counts = line.agreement
    figures = (counts.precision, counts.recall, counts.f1)
    cells = "".join(f"{'–' if figure is None else figure.text():<22}" for figure in figures)
    return f"{f'{line.group} {line.name}'.strip()[:27]:<28}{counts.labelled:>6}{counts.false:>7}  {cells}".rstrip()


def _examples(worst: tuple[str, ...]) -> list[str]:
    if not worst:
        return []
    return ["Worst examples:", *(f"  {one[:LONGEST_EXAMPLE]}" for one in worst[:MOST_EXAMPLES])]
