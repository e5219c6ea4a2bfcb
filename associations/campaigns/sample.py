"""Whether those who answered stand for those who were asked.

Pure.
"""

from dataclasses import dataclass

SMALL = 30  # answers: below, no rate is more than a hint
FEW = 10  # members: of a smaller group one more answer changes too much


@dataclass(frozen=True)
class Share:
    """Of a group, how many were asked and how many have sent."""

    name: str
    asked: int
    sent: int

    @property
    def percent(self) -> float:
        return 100 * self.sent / self.asked if self.asked else 0.0


def is_lopsided(group: Share, whole: Share) -> bool:
    """Of ten members and more, less than half as often as all, or more than twice as often."""
    if group.asked < FEW or not whole.sent:
        return False
    # In whole numbers: group.sent / group.asked < whole.sent / whole.asked / 2
    of_group = group.sent * whole.asked
    of_whole = whole.sent * group.asked
    return 2 * of_group < of_whole or of_group > 2 * of_whole


def is_small(whole: Share) -> bool:
    return 0 < whole.sent < SMALL
