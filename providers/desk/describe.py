"""What the desk says of a request that waits, and of the month."""

from dataclasses import dataclass
from datetime import date, datetime

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from language.texts import as_written
from providers.desk.due import days_left
from providers.desk.wording import TO_DO
from providers.directory.capacity import places_taken
from providers.models import Lead, Provider


@dataclass(frozen=True)
class Row:
    """left: until when, in words; badge: how pressing it is."""

    lead: Lead
    to_do: str
    left: str
    badge: str
    solution: str


def row_of(lead: Lead, today: date) -> Row:
    days = days_left(lead, today)
    return Row(
        lead=lead,
        to_do=str(TO_DO[lead.state]),
        left=_left(days, lead.due_on == today),
        badge=_badge(days, lead.due_on == today),
        solution=as_written(lead.solution.name) if lead.solution else "",
    )


def _left(days: int, is_today: bool) -> str:
    if is_today:
        return _("Today is the last day")
    if days < 0:
        late = ngettext(
            "%(number)s working day late", "%(number)s working days late", -days
        )
        return late % {"number": -days}
    # The last day may be a Sunday on which nobody works any more.
    if days == 0:
        return _("By the next working day")
    text = ngettext("%(number)s working day left", "%(number)s working days left", days)
    return text % {"number": days}


def _badge(days: int, is_today: bool) -> str:
    if days < 0:
        return "bad"
    return "warn" if is_today or days <= 1 else "quiet"


@dataclass(frozen=True)
class Month:
    """Places of the month: taken, all, and what is left of them."""

    taken: int
    places: int
    is_paused: bool

    @property
    def left(self) -> int:
        return max(0, self.places - self.taken)

    @property
    def percent(self) -> int:
        if not self.places:
            return 100
        return min(100, round(100 * self.taken / self.places))


def month_of(provider: Provider, today: date, now: datetime) -> Month:
    taken = places_taken(now, [provider]).get(provider.pk, 0)
    return Month(taken, provider.capacity_per_month, provider.is_paused_on(today))
