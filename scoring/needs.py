"""What levels of the whole ask for besides points: single questions, indicators, pillars.

"Every control of this list at level 2": the total cannot make up for what is missing
there. What does not apply is not asked for.
"""

from collections.abc import Sequence
from typing import NamedTuple

from scoring.rules import INDICATOR, NOT_APPLICABLE, QUESTION, Need


class Standing(NamedTuple):
    """Where one enterprise stands.

    questions: (Q,) levels with the reserved codes. indicators, pillars: their levels,
    None where nothing applies.
    """

    questions: Sequence[int]
    indicators: Sequence[int | None]
    pillars: Sequence[int | None]

    def level_of(self, need: Need) -> int | None:
        """Of what the need names; None where it does not apply."""
        if need.tier == INDICATOR:
            return self.indicators[need.position]
        if need.tier != QUESTION:
            return self.pillars[need.position]
        level = self.questions[need.position]
        return None if level == NOT_APPLICABLE else level


def unmet(needs: Sequence[Need], standing: Standing) -> tuple[Need, ...]:
    """Those of the needs that still ask for something."""
    lacking: list[Need] = []
    for need in needs:
        level = standing.level_of(need)
        if level is not None and level < need.level:
            lacking.append(need)
    return tuple(lacking)
