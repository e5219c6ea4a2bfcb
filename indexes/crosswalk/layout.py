"""The keys of a crosswalk file. docs/crosswalk-format.md tells the same in words."""

from indexes.documents.layout_questions import CODE, CONDITION, TEXTS
from indexes.documents.schema import (
    Either,
    Exact,
    Keys,
    ListOf,
    MapOf,
    Report,
    Shape,
    Whole,
    Word,
)
from indexes.index.numbers import exact


class Range(Shape):
    """One level, or the lowest and the highest it can be; of some questions it is a percent."""

    def check(self, value: object, path: tuple, report: Report) -> None:
        ends = value if isinstance(value, list) else [value]
        faults = [fault for fault in map(Exact().fault, ends) if fault]
        if not isinstance(value, list):
            Exact().check(value, path, report)
            return
        ListOf(Exact(), 2, 2).check(value, path, report)
        if len(value) != 2 or faults:
            return
        low, high = value
        if exact(low) > exact(high):
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
