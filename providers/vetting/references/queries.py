"""Reads of what customers answered."""

from dataclasses import dataclass

from providers.models import Application
from providers.vetting.applications.queries import criteria_of


@dataclass(frozen=True)
class Heard:
    """Of the customers of one application. wanted: as many as the criteria ask for."""

    heard: int
    wanted: int

    @property
    def are_enough(self) -> bool:
        return self.heard >= self.wanted


def customers_heard(application: Application) -> Heard:
    """Whose answer was doubted does not count."""
    counted = application.references.filter(
        answered_at__isnull=False, doubted_at__isnull=True
    )
    criteria = criteria_of(application).criteria
    return Heard(counted.count(), max(each.answered for each in criteria))
