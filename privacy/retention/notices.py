"""Letters before something goes: once, in time, to those who worked on it and confirmed an address.

What somebody can be told of goes so many days after the letter and no sooner, also where the
nightly work was not done for a while.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial

from allauth.account.models import EmailAddress
from django.db import transaction
from django.db.models import Exists, Model, OuterRef, Q, QuerySet

from accounts.audit.services import record_event
from accounts.email import send_email
from accounts.models import Organisation, User
from language.formats import day
from privacy.models import Notice
from privacy.retention.batches import batches_of
from privacy.retention.tally import Moment, Tally

# A notice so many times as old as its days is none any more: whatever it told of was touched.
STALE = 2


@dataclass(frozen=True)
class Trace:
    """Where somebody stands beside an enterprise: by this field, of this model."""

    model: type[Model]
    enterprise: str
    user: str


@dataclass(frozen=True)
class Notices:
    """select: what would be over at a moment. enterprise: the field by which it knows whose it is.

    to: who is told, by the traces they left. describe: what the letter says, and its address.
    """

    rule: str
    template: str
    select: Callable[[Moment], QuerySet]
    enterprise: str
    to: tuple[Trace, ...]
    describe: Callable[[Model], Mapping[str, object]]

    def waiting(self, moment: Moment) -> QuerySet:
        """What goes not yet, because somebody who can be told was not told so long before."""
        told = Notice.objects.filter(rule=self.rule, row=OuterRef("pk"))
        in_time = told.filter(told_at__lte=moment.now - moment.warn)
        of_this = self.select(moment).filter(self._has_reader())
        return of_this.exclude(Exists(in_time))

    def due(self, moment: Moment) -> Tally:
        letters = 0
        for row in self._rows(moment):
            letters += len(self._readers(row))
        return Tally(letters=letters)

    def tell(self, moment: Moment) -> Tally:
        self._forget_stale(moment)
        letters = 0
        for row in self._rows(moment):
            letters += self._tell(row, moment)
        return Tally(letters=letters)

    def _rows(self, moment: Moment) -> Iterator[Model]:
        """Of which nobody was told; the mail server may have been away before."""
        told = Notice.objects.filter(rule=self.rule, row=OuterRef("pk"), letters__gt=0)
        soon = Moment(moment.now, moment.since + moment.warn)
        of_this = self.select(soon).filter(self._has_reader())
        untold = of_this.exclude(Exists(told))
        for keys in batches_of(untold):
            rows = untold.model.objects.filter(pk__in=keys)
            yield from rows.order_by("pk")

    def _tell(self, row: Model, moment: Moment) -> int:
        enterprise = _enterprise_of(row)
        context = {
            "name": enterprise.name,
            "day": day(moment.now + moment.warn),
        }
        context |= self.describe(row)
        letter = partial(
            send_email,
            self.template,
            context=context,
            about=enterprise,
        )
        sent = 0
        for user in self._readers(row):
            address = _address_of(user)
            # Counted only where the mail server took it.
            sent += letter(to=address, language=user.language)
        self._note(row, sent, moment)
        return sent

    @transaction.atomic
    def _note(self, row: Model, sent: int, moment: Moment) -> None:
        """From the first try on its days count."""
        Notice.objects.update_or_create(
            rule=self.rule,
            row=row.pk,
            defaults={"letters": sent},
            create_defaults={
                "letters": sent,
                "told_at": moment.now,
            },
        )
        record_event(
            action="retention.told",
            organisation=None,
            actor=None,
            subject=f"{row._meta.model_name}:{row.public_id}",
            now=moment.now,
            details={"rule": self.rule, "letters": sent},
        )

    def _has_reader(self) -> Q:
        found = Q(pk__in=[])
        for trace in self.to:
            theirs = {
                trace.enterprise: OuterRef(self.enterprise),
                f"{trace.user}__in": _reached(),
            }
            there = trace.model.objects.filter(**theirs)
            found |= Q(Exists(there))
        return found

    def _readers(self, row: Model) -> list[User]:
        enterprise = _enterprise_of(row)
        named = Q(pk__in=[])
        for trace in self.to:
            of_it = {trace.enterprise: enterprise}
            there = trace.model.objects.filter(**of_it)
            keys = there.order_by().values(trace.user)
            named |= Q(pk__in=keys)
        readers = _reached().filter(named)
        return list(readers.distinct().order_by("pk"))

    def _forget_stale(self, moment: Moment) -> None:
        ended = moment.now - STALE * moment.warn
        stale = Notice.objects.filter(rule=self.rule, told_at__lt=ended)
        stale.delete()


def _reached() -> QuerySet[User]:
    return User.objects.filter(
        is_active=True,
        emailaddress__verified=True,
    )


def _address_of(user: User) -> str:
    confirmed = EmailAddress.objects.filter(user=user, verified=True)
    first = confirmed.order_by("-primary", "pk").first()
    return first.email


def _enterprise_of(row: Model) -> Organisation:
    return row if isinstance(row, Organisation) else row.organisation
