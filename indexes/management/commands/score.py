from collections.abc import Iterable

from indexes.batch import Block, header, scored
from indexes.index.model import Index
from indexes.management.answers import AnswersCommand


class Command(AnswersCommand):
    help = (
        "Score a CSV file of answers: columns enterprise and every question code; cells are "
        "levels, blank is not answered. Writes one row of points and levels per enterprise, or, "
        "if any cell is bad, nothing at all."
    )

    def head(self, index: Index) -> str:
        return header(index)

    def written(self, index: Index, block: Block) -> Iterable[str]:
        yield scored(index, block)
