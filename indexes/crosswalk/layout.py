"""The keys of a crosswalk file. docs/crosswalk-format.md tells the same in words."""

from indexes.documents.layout import CODE, CONDITION, TEXTS
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
        if isinstance(value, list):
            ListOf(Whole(), 2, 2).check(value, path, report)
            if (
                len(value) == 2
                and all(isinstance(one, int) for one in value)
                and value[0] > value[1]
            ):
                report(
                    path,
                    f"The lowest level comes first: {value[0]} is above {value[1]}.",
                )
        else:
            Whole().check(value, path, report)


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
OPTION = Keys({"id": Word()}, {"yes": CONDITION, "no": CONDITION})
ROW = Either(
    {
        "levels": Keys(_ROW | {"from": CODE, "levels": MapOf(Range())}, _MAY),
        "cases": Keys(
            _ROW | {"cases": ListOf(Keys({"when": CONDITION, "level": Range()}))}, _MAY
        ),
        "options": Keys(_ROW | {"options": ListOf(OPTION)}, _MAY),
    }
)
ALONE = ListOf(Keys({"codes": ListOf(CODE), "why": TEXTS}), 0)
CROSSWALK = Keys(
    {
        "crosswalk": HEAD,
        "sure_words": MapOf(TEXTS),
        "rows": ListOf(ROW),
        "without": Keys({"from": ALONE, "to": ALONE}),
    }
)
