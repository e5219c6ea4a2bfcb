import json
from collections.abc import Iterable
from fractions import Fraction
from pathlib import Path

from django.core.management.base import CommandParser

from indexes.index.model import Index
from indexes.index.step_costs import Costs, costs_from, costs_of
from indexes.management.answers import TABLE, AnswersCommand, level_of, readable
from indexes.sheets.reader import Block
from indexes.sheets.scores import with_branches
from scoring.evaluate import evaluate
from scoring.path import Path as Way
from scoring.path import Step, cheapest_path
from tables.records import opened, records_of


class Command(AnswersCommand):
    help = (
        "The cheapest single steps from a CSV file of answers (as for score) to a level: one JSON "
        "line per enterprise with enterprise, level, target, cost and steps. Steps are the exact "
        "cheapest set, so a tool may stand among them without those it builds on; what-if and "
        "roadmaps add them. If any cell is bad, nothing is written."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        super().add_arguments(parser)
        parser.add_argument(
            "--to",
            type=int,
            metavar="LEVEL",
            help="level to reach; the next one if left out",
        )
        parser.add_argument(
            "--costs",
            type=Path,
            help=f"{TABLE} of question,from,to,cost, in place of the index's costs",
        )

    def beside(self, *, costs: Path | None = None, **options) -> list[Path]:
        return [costs] if costs else []

    def prepare(
        self,
        index: Index,
        *,
        to: int | None = None,
        costs: Path | None = None,
        **options,
    ) -> None:
        self.to = level_of(index, to)
        self.costs = costs_of(index) if costs is None else self._costs(index, costs)

    def _costs(self, index: Index, file: Path) -> Costs:
        def report(text: str) -> None:
            self.report(f"{file}: {text}")

        with readable(file), opened(file) as source:
            return costs_from(index, records_of(source), report)

    def written(self, index: Index, block: Block) -> Iterable[str]:
        names, levels = block
        for enterprise, row in zip(
            names,
            with_branches(index, levels).tolist(),
            strict=True,
        ):
            line = {"enterprise": enterprise, **self._line(index, row)}
            yield json.dumps(line, ensure_ascii=False) + "\n"

    def _line(self, index: Index, levels: list[int]) -> dict:
        """No target where there is nowhere to go; no level either where answers are missing."""
        level = evaluate(index.rubric, levels).level
        target = self._target(index, level)
        way = self._way(index, levels, target) if target is not None else None
        if way is None:
            return {"level": level, "target": None, "cost": None, "steps": []}
        steps = [_step(index, step) for step in way.steps]
        return {
            "level": level,
            "target": target,
            "cost": _number(way.cost),
            "steps": steps,
        }

    def _target(self, index: Index, level: int | None) -> int | None:
        # Without a level it cannot be said which is the next.
        if level is None:
            return None
        if self.to is not None:
            return self.to
        return min(
            (higher for higher in index.rubric.levels if higher > level), default=None
        )

    def _way(
        self,
        index: Index,
        levels: list[int],
        target: int,
    ) -> Way | None:
        return cheapest_path(index.rubric, levels, target, self.costs)


def _step(index: Index, step: Step) -> dict:
    """Levels under the numbers that the index gives them, like those of the answers."""
    code = index.codes[step.question]
    return {
        "question": code,
        "from": index.told_level(code, step.from_level),
        "to": index.told_level(code, step.to_level),
        "cost": _number(step.cost),
    }


def _number(cost: Fraction) -> int | float:
    return int(cost) if cost.denominator == 1 else float(cost)
