"""The keys of a crosswalk file. docs/crosswalk-format.md tells the same in words."""

from indexes.documents.layout_questions import CODE, CONDITION, TEXTS
from indexes.documents.schema import (
    Either,
    Keys,
    ListOf,
    MapOf,
    Report,
    Shape,
    Whole,
    Word,
)


class Range(Shape):
    """One level, or the lowest and the highest it can be."""

    def check(self, value: object, path: tuple, report: Report) -> None:
        if not isinstance(value, list):
            Whole().check(value, path, report)
            return
        ListOf(Whole(), 2, 2).check(value, path, report)
        if len(value) == 2 and all(isinstance(level, int) for level in value):
            low, high = value
            if low > high:
                report(path, f"The lowest level comes first: {low} is above {high}.")


HEAD = Keys(
    {
        "id": Word(),
        "version": Whole(1),
        "from": Word(),
        "to": Word(),
        "confidence": Word(),
        "note": TEXTS,
    },
)
_ROW = {"to": ListOf(CODE), "sure": Word()}
_MAY = {"note": TEXTS}
CASE = Keys({"when": CONDITION, "level": Range()})
OPTION = Keys({"id": Word()}, {"yes": CONDITION, "no": CONDITION})
ROW = Either(
    {
        "levels": Keys(_ROW | {"from": CODE, "levels": MapOf(Range())}, _MAY),
        "cases": Keys(_ROW | {"cases": ListOf(CASE)}, _MAY),
        "options": Keys(_ROW | {"options": ListOf(OPTION)}, _MAY),
    }
)
ALONE = ListOf(Keys({"codes": ListOf(CODE), "why": TEXTS}), 0)
CROSSWALK = Keys(
    {
        "crosswalk": HEAD,
        "confidence_words": MapOf(TEXTS),
        "rows": ListOf(ROW),
        "without": Keys({"from": ALONE, "to": ALONE}),
    }
)
