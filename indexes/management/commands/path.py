import csv
import json
from collections.abc import Iterable
from fractions import Fraction
from pathlib import Path

from django.core.management.base import CommandError, CommandParser

from indexes.batch import Block, with_branches
from indexes.index.model import Index
from indexes.index.step_costs import costs_from, costs_of
from indexes.management.answers import AnswersCommand, lines_of
from scoring.evaluate import evaluate
from scoring.path import Step, cheapest_path


class Command(AnswersCommand):
    help = (
        "The cheapest single steps from a CSV file of answers (as for score) to a level: one JSON line per "
        "enterprise with enterprise, level, target, cost and steps. Steps are the exact cheapest set, so a tool may "
        "stand among them without those it builds on; what-if and roadmaps add them. If any cell is bad, nothing is "
        "written."
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
            help="CSV file in UTF-8 with question,from,to,cost, in place of the index's costs",
        )

    def prepare(
        self,
        index: Index,
        *,
        to: int | None = None,
        costs: Path | None = None,
        **options,
    ) -> None:
        known = index.rubric.levels
        if to is not None and to not in known:
            raise CommandError(
                f"{index.id} has no level {to}; there are {', '.join(map(str, known))}."
            )
        self.to = to
        self.costs = costs_of(index)
        if costs is not None:
            try:
                with costs.open("rb") as source:
                    self.costs = costs_from(
                        index,
                        lines_of(source),
                        lambda text: self.report(f"{costs}: {text}"),
                    )
            except (UnicodeDecodeError, csv.Error) as error:
                raise CommandError(
                    f"{costs} is not a CSV file in UTF-8; nothing was written."
                ) from error

    def written(self, index: Index, block: Block) -> Iterable[str]:
        names, levels = block
        for name, row in zip(names, with_branches(index, levels).tolist(), strict=True):
            enterprise = next(csv.reader([name]))[0]  # names come as CSV cells
            yield (
                json.dumps(
                    {"enterprise": enterprise, **self._way(index, row)},
                    ensure_ascii=False,
                )
                + "\n"
            )

    def _way(self, index: Index, levels: list[int]) -> dict:
        """No target where there is nowhere to go; no level either where answers are missing."""
        rubric = index.rubric
        level = evaluate(rubric, levels).level
        higher = [one for one in rubric.levels if level is not None and one > level]
        target = self.to if self.to is not None else min(higher, default=None)
        path = (
            cheapest_path(rubric, levels, target, self.costs)
            if level is not None and target is not None
            else None
        )
        if path is None:
            return {"level": level, "target": None, "cost": None, "steps": []}
        steps = [_step(index, step) for step in path.steps]
        return {
            "level": level,
            "target": target,
            "cost": _number(path.cost),
            "steps": steps,
        }


def _step(index: Index, step: Step) -> dict:
    """Levels under the numbers that the index gives them, like those of the answers."""
    code = index.codes[step.question]
    start, end = (
        index.shown_level(code, level) for level in (step.from_level, step.to_level)
    )
    return {"question": code, "from": start, "to": end, "cost": _number(step.cost)}


def _number(cost: Fraction) -> int | float:
    return int(cost) if cost.denominator == 1 else float(cost)
