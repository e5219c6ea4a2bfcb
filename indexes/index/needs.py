"""What a level asks for by name, from codes in the file to places in the rubric. Pure."""

from collections.abc import Iterator, Mapping, Sequence

from indexes.index.questions import is_scored, questions_of
from indexes.index.tiers import scored_indicators
from scoring.rubric import Rubric
from scoring.rules import INDICATOR, PILLAR, QUESTION, Need

ALL = "all"
TIERS = {"questions": QUESTION, "indicators": INDICATOR, "pillars": PILLAR}


class Named:
    """Everything of one variant that levels can name, by its code."""

    def __init__(self, pillars: list[dict]) -> None:
        """pillars: those that earn points."""
        scored = []
        for _pillar, _indicator, question in questions_of(pillars):
            if is_scored(question):
                scored.append(question)
        indicators = [part for _place, part in scored_indicators(pillars)]
        self.places: Mapping[str, Mapping[str, int]] = {
            "questions": _places(scored),
            "indicators": _places(indicators),
            "pillars": _places(pillars),
        }
        self.first = {one["code"]: one["first_level"] for one in scored}

    def needs(self, row: dict) -> tuple[Need, ...]:
        """Of a gate or a band; what only other variants have is not asked for."""
        needs = []
        for asked in row.get("each", ()):
            for key, tier in TIERS.items():
                for code in self._codes(key, asked.get(key, ())):
                    place = self.places[key][code]
                    # Levels of questions may be counted from 1 in the file.
                    first = self.first[code] if tier == QUESTION else 0
                    needs.append(
                        Need(
                            tier,
                            place,
                            asked["at_least"] - first,
                        )
                    )
        return tuple(needs)

    def _codes(
        self,
        key: str,
        codes: Sequence[str] | str,
    ) -> Iterator[str]:
        places = self.places[key]
        if codes == ALL:
            yield from places
        else:
            yield from filter(places.__contains__, codes)


def _places(parts: Sequence[dict]) -> dict[str, int]:
    return {part["code"]: place for place, part in enumerate(parts)}


def code_of(rubric: Rubric, need: Need) -> str:
    """Of what the need names."""
    if need.tier == QUESTION:
        return rubric.questions[need.position].code
    if need.tier == INDICATOR:
        return rubric.indicators[need.position].code
    return rubric.pillars[need.position]
