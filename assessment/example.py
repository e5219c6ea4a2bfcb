"""The invented result on the landing page. Its numbers obey the 2021 rules; a test checks them by the engine."""

from typing import NamedTuple

from django.utils.translation import gettext_lazy as _


class Pillar(NamedTuple):
    name: str
    points: int
    maximum: int
    level: int

    @property
    def percent(self) -> float:
        return 100 * self.points / self.maximum


PILLARS = (
    Pillar(_("Digital customer experience"), 31, 65, 3),
    Pillar(_("Strategy"), 10, 25, 2),
    Pillar(_("Digital infrastructure and technology"), 26, 80, 2),
    Pillar(_("Operations"), 18, 65, 2),
    Pillar(_("Digital transformation of corporate culture"), 22, 50, 3),
    Pillar(_("Data and information assets"), 11, 35, 2),
)
EXAMPLE = {
    "level": 2,
    "points": sum(pillar.points for pillar in PILLARS),
    "maximum": sum(pillar.maximum for pillar in PILLARS),
    "points_missing": 11,
    "pillars_missing": 2,
    "pillars": PILLARS,
}
