"""What the desk says of a request that waits, and of the month."""

from dataclasses import dataclass
from datetime import date, datetime
from math import ceil

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from language.formats import number, with_percent
from language.texts import as_written
from providers.desk.due import days_left
from providers.desk.figures import Figures, Month
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
class Places:
    """Places of the month: taken, all, and what is left of them."""

    taken: int
    places: int
    is_paused: bool

    @property
    def left(self) -> int:
        return max(0, self.places - self.taken)

    @property
    def percent(self) -> int:
        # No places at all is full, and nothing can be divided by none.
        if not self.places:
            return 100
        return min(100, round(100 * self.taken / self.places))


def places_of(provider: Provider, today: date, now: datetime) -> Places:
    taken = places_taken(now, [provider]).get(provider.pk, 0)
    return Places(taken, provider.capacity_per_month, provider.is_paused_on(today))


@dataclass(frozen=True)
class MonthRow:
    """Figures of a month as they are written; a dash where nothing is told."""

    name: str
    suggested: str
    opened: str
    asked: str
    accepted: str
    agreed: str


@dataclass(frozen=True)
class Going:
    """How it goes: months, what became of the requests, and how soon they are answered."""

    rows: list[MonthRow]
    asked: int
    accepted: str
    agreed: str
    own_hours: str
    others_hours: str
    is_slower: bool


def going(figures: Figures) -> Going:
    own = figures.last.hours
    # Up, as the others' are: half an hour must not look like none.
    hours = None if own is None else ceil(own)
    return Going(
        rows=list(map(_month_row, figures.months)),
        asked=figures.asked,
        accepted=_share(figures.accepted, figures.asked),
        agreed=_share(figures.agreed, figures.asked),
        own_hours=_hours(hours),
        others_hours=_hours(figures.others),
        is_slower=bool(hours and figures.others and hours > figures.others),
    )


def _month_row(month: Month) -> MonthRow:
    return MonthRow(
        name=f"{month.first_day:%m/%Y}",
        suggested=_or_dash(month.suggested),
        opened=_or_dash(month.opened),
        asked=number(month.asked),
        accepted=number(month.accepted),
        agreed=number(month.agreed),
    )


def _or_dash(count: int | None) -> str:
    return "–" if count is None else number(count)


def _share(part: int, whole: int) -> str:
    """ "15 (65 %)"."""
    if not whole:
        return number(part)
    return f"{number(part)} ({with_percent(number(round(100 * part / whole)))})"


def _hours(hours: int | None) -> str:
    if hours is None:
        return ""
    text = ngettext("%(count)s hour", "%(count)s hours", max(1, hours))
    return text % {"count": max(1, hours)}
