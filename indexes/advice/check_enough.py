"""What is wrong with the levels beyond which firms of some size are advised no step."""

from collections.abc import Iterator
from itertools import pairwise

from indexes.advice.enough import SCALES
from indexes.advice.model import by_size
from indexes.documents.reader import KeyPath
from indexes.index.model import Index
from registry.sizes import SIZES

Finding = tuple[KeyPath, str]


def enough_findings(said: dict, code: str, index: Index) -> Iterator[Finding]:
    """said: all that is said of the question, its kind included."""
    enough = said.get("enough", {})
    path: KeyPath = ("questions", code, "enough")
    lowest = index.shown_level(code, 0)
    top = lowest + len(index.questions[code]["points"]) - 1
    for scale, level in enough.items():
        # Whoever should have none of it is told by `people`.
        if not lowest < level < top:
            text = f"A step must be left, and one too many: not {level} of {lowest} to {top}."
            yield (*path, scale), text
    named = [scale for scale in SCALES if scale in enough]
    for smaller, larger in pairwise(named):
        if enough[larger] < enough[smaller]:
            fall = f"{enough[larger]} after {enough[smaller]}"
            text = f"A larger firm would have enough of less: {fall}."
            yield (*path, larger), text
    floors = by_size(said.get("floor", lowest))
    higher = said.get("floor_where", {}).values()
    for scale in named:
        floor = floors[scale if scale in SIZES else SIZES[0]]
        floor = max([floor, *higher])
        if enough[scale] < floor:
            yield (*path, scale), f"The floor is {floor}, above what is enough."
