"""How much air the code has: `python -m tests.air` (or `make air`) prints it.

A syntax node is what `ast.walk` meets, without contexts and operators. Lines are those
that are not blank. Comments are lines with a `#`, without what is addressed to a linter.
"""

import ast
import io
import statistics
import subprocess
import tokenize
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
LONG_LINE, LONG_TEMPLATE_LINE = 100, 120
NO_THING_OF_ITS_OWN = (
    ast.expr_context,
    ast.operator,
    ast.boolop,
    ast.unaryop,
    ast.cmpop,
)
COMPREHENSIONS = (ast.ListComp, ast.SetComp, ast.DictComp, ast.GeneratorExp)


@dataclass
class Air:
    """What was counted in a number of files."""

    all_lines: int = 0
    lines: int = 0
    nodes: int = 0
    comprehensions: int = 0
    choices: int = 0
    long_lines: int = 0
    comments: int = 0
    functions: list[int] = field(default_factory=list)

    def add(self, text: str) -> None:
        lines = [line for line in text.splitlines() if line.strip()]
        self.all_lines += len(text.splitlines())
        self.lines += len(lines)
        self.long_lines += sum(len(line) > LONG_LINE for line in lines)
        self.comments += len(comments(text))
        for node in ast.walk(ast.parse(text)):
            self.nodes += not isinstance(node, NO_THING_OF_ITS_OWN)
            self.comprehensions += isinstance(node, COMPREHENSIONS)
            self.choices += isinstance(node, ast.IfExp)
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                self.functions.append(node.end_lineno - node.lineno + 1)

    @property
    def nodes_a_line(self) -> float:
        return self.nodes / self.lines

    @property
    def comprehensions_in_100_functions(self) -> float:
        return 100 * self.comprehensions / max(1, len(self.functions))

    @property
    def choices_in_100_functions(self) -> float:
        return 100 * self.choices / max(1, len(self.functions))

    @property
    def long_percent(self) -> float:
        return 100 * self.long_lines / self.lines

    @property
    def comment_percent(self) -> float:
        return 100 * self.comments / self.lines

    @property
    def usual_function(self) -> float:
        return statistics.median(self.functions or [0])

    @property
    def longest_function(self) -> int:
        return max(self.functions, default=0)


def comments(text: str) -> list[str]:
    tokens = tokenize.generate_tokens(io.StringIO(text).readline)
    found = [token.string for token in tokens if token.type == tokenize.COMMENT]
    return [comment for comment in found if "noqa" not in comment]


def tracked(*suffixes: str) -> Iterator[Path]:
    command = ["git", "ls-files", "--cached", "--others", "--exclude-standard"]
    listing = subprocess.run(
        command, cwd=ROOT, capture_output=True, text=True, check=True
    )
    for name in listing.stdout.splitlines():
        path = ROOT / name
        if name.endswith(suffixes) and path.exists() and "migrations" not in path.parts:
            yield path


def room_of(path: Path) -> str:
    """The package a file belongs to; the files of the root stand together."""
    parts = path.relative_to(ROOT).parts
    return parts[0] if len(parts) > 1 else "."


def measure() -> dict[str, Air]:
    """What each package has, the tests among them."""
    rooms: dict[str, Air] = {}
    for path in tracked(".py"):
        text = path.read_text(encoding="utf-8")
        if text.strip():
            rooms.setdefault(room_of(path), Air()).add(text)
    return rooms


def code(rooms: dict[str, Air]) -> Air:
    """Everything but the tests, added up."""
    whole = Air()
    for name, air in rooms.items():
        if name != "tests":
            whole.all_lines += air.all_lines
            whole.lines += air.lines
            whole.nodes += air.nodes
            whole.comprehensions += air.comprehensions
            whole.choices += air.choices
            whole.long_lines += air.long_lines
            whole.comments += air.comments
            whole.functions += air.functions
    return whole


def long_template_lines() -> list[str]:
    found = []
    for path in tracked(".html"):
        lines = path.read_text(encoding="utf-8").splitlines()
        for number, line in enumerate(lines, 1):
            if len(line) > LONG_TEMPLATE_LINE:
                found.append(f"{path.relative_to(ROOT)}:{number}: {len(line)}")
    return found


def table(rooms: dict[str, Air]) -> str:
    head = (
        f"{'':14}{'lines':>7}{'nodes/line':>12}{'compr./100':>12}{'if-else/100':>12}"
        f"{'over 100':>10}{'comments':>10}{'function':>10}{'longest':>9}"
    )
    rows = {**rooms, "all code": code(rooms)}
    return "\n".join([head, *(row(name, air) for name, air in rows.items())])


def row(name: str, air: Air) -> str:
    return (
        f"{name:14}{air.all_lines:7}{air.nodes_a_line:12.2f}"
        f"{air.comprehensions_in_100_functions:12.0f}{air.choices_in_100_functions:12.0f}"
        f"{air.long_percent:9.1f}%{air.comment_percent:9.1f}%"
        f"{air.usual_function:10.0f}{air.longest_function:9}"
    )


if __name__ == "__main__":
    print(table(measure()))  # noqa: T201
    print(f"template lines over 120 columns: {len(long_template_lines())}")  # noqa: T201
