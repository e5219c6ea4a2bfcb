from collections.abc import Iterable

from indexes.index.model import Index
from indexes.management.answers import AnswersCommand
from indexes.sheets.reader import Block
from indexes.sheets.scores import header, scored


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
