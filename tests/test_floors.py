"""The architecture, read from the imports: who may know whom."""

from __future__ import annotations

import ast
import sys
from graphlib import TopologicalSorter
from pathlib import Path

ROOT = Path(__file__).parents[1]

#: Floors from the ground up. A module imports only lower floors, and neighbours on one floor never import each other.
FLOORS: tuple[frozenset[str], ...] = (
    frozenset({"errors", "on_demand"}),
    frozenset({"terms"}),
    frozenset({"intake", "text", "store", "workspace", "measures", "charts", "wording", "demo"}),
    frozenset(
        {
            "loading",
            "briefing",
            "breakdown",
            "answers",
            "saying",
            "likeness",
            "topics",
            "watch",
            "effects",
            "drivers",
            "employees",
            "movement",
            "silence",
            "evaluation",
            "missed_names",
            "revision",
            "outcomes",
            "erasure",
            "pulls",
            "theme_reading",
            "social",
        }
    ),
    frozenset({"publish", "app", "bench", "inbox"}),
    frozenset({"pace"}),
    frozenset({"commands"}),
    frozenset({"__main__"}),
)

#: A library with one home: the only place that may import it.
HOMES = {
    "duckdb": {"store"},
    "plotly": {"charts"},
    "sqlalchemy": {"workspace"},
    "streamlit": {"app", "pages", "dashboard"},
    "scipy": {"measures", "text"},
    "sklearn": {"text"},
    "python_calamine": {"intake"},
    "libvoikko": {"text"},
    "simplemma": {"text"},
    "py3langid": {"text"},
    "babel": {"wording"},
}


def modules() -> list[Path]:
    return sorted(ROOT.glob("cxlib/**/*.py"))


def floor_of(name: str) -> int | None:
    return next((height for height, names in enumerate(FLOORS) if name in names), None)


def noun_of(path: Path) -> str:
    """The folder or module directly under cxlib that a file belongs to; outside cxlib, its own name or folder."""
    parts = path.relative_to(ROOT).with_suffix("").parts
    return parts[1] if parts[0] == "cxlib" else parts[0]


def imports(path: Path) -> list[tuple[str, int]]:
    """Every absolute module name that a file imports, with the line."""
    found: list[tuple[str, int]] = []
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            found += [(alias.name, node.lineno) for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}:{node.lineno}: relative import; write the whole name"
            module = node.module or ""
            found.append((module, node.lineno))
            found += [(f"{module}.{alias.name}", node.lineno) for alias in node.names]
    return found


def floor_faults(path: Path) -> list[str]:
    mine = noun_of(path)
    height = floor_of(mine)
    faults = []
    for name, line in imports(path):
        if not name.startswith("cxlib.") or name.split(".")[1] == mine:
            continue
        theirs = name.split(".")[1]
        other = floor_of(theirs)
        if other is None or height is None:
            continue
        place = f"{path.relative_to(ROOT)}:{line}"
        if other > height:
            faults.append(f"{place}: {mine} (floor {height}) imports {theirs} (floor {other}) above it")
        elif other == height:
            faults.append(f"{place}: {mine} imports its neighbour {theirs} on floor {height}")
    return faults


def test_every_module_stands_on_a_floor() -> None:
    homeless = [path for path in modules() if noun_of(path) != "__init__" and floor_of(noun_of(path)) is None]
    assert homeless == []


def test_imports_point_down() -> None:
    faults = [fault for path in modules() for fault in floor_faults(path)]
    assert faults == [], "\n".join(faults)


def test_libraries_stay_at_home() -> None:
    faults = []
    for path in [*modules(), *sorted(ROOT.glob("pages/*.py")), ROOT / "dashboard.py"]:
        for name, line in imports(path):
            home = HOMES.get(name.split(".")[0])
            if home is not None and noun_of(path) not in home:
                faults.append(f"{path.relative_to(ROOT)}:{line}: {name} belongs to {', '.join(sorted(home))}")
    assert faults == [], "\n".join(faults)


def test_pages_import_streamlit_and_cxlib_alone() -> None:
    faults = []
    for path in sorted(ROOT.glob("pages/*.py")):
        for name, line in imports(path):
            top = name.split(".")[0]
            if top not in {"streamlit", "cxlib"} and top not in sys.stdlib_module_names:
                faults.append(f"{path.relative_to(ROOT)}:{line}: a page imports {name}")
            if name.startswith("cxlib.") and name.split(".")[1] in {"store", "measures", "intake", "text", "loading"}:
                faults.append(f"{path.relative_to(ROOT)}:{line}: a page reaches past the briefing to {name}")
    assert faults == [], "\n".join(faults)


def test_no_circles() -> None:
    names = {".".join(path.relative_to(ROOT).with_suffix("").parts): path for path in modules()}
    graph = {name: {other for other, _ in imports(path) if other in names} for name, path in names.items()}
    assert set(TopologicalSorter(graph).static_order()) == set(graph)


def test_only_the_store_speaks_sql() -> None:
    spoken = [path for path in ROOT.glob("cxlib/**/*.sql") if path.relative_to(ROOT).parts[1] != "store"]
    assert spoken == []
    for path in sorted(ROOT.glob("cxlib/store/sql/*.sql")):
        assert path.read_text("utf-8").startswith("-- One row"), path
