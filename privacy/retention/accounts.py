"""What tells who was here: accounts never confirmed, signing in, the log, marks of tries."""

from allauth.account.models import EmailAddress
from allauth.usersessions.models import UserSession
from django.contrib.admin.models import LogEntry
from django.contrib.sessions.models import Session
from django.core.cache import caches
from django.db.models import Q, QuerySet
from django.utils import timezone

from accounts.audit.forgetting import (
    OF_FORGETTING,
    OF_INCIDENTS,
    OF_SIGN_INS,
    count_old,
    forget_entries,
)
from accounts.audit.services import record_events
from accounts.brakes.counting import CountingCache
from accounts.models import (
    ApiAnswer,
    ApiToken,
    AuditEvent,
    BadAddress,
    Letter,
    Posting,
    User,
)
from background.models import OVER, Run
from privacy.retention.batches import Rows, delete, deleted
from privacy.retention.tally import Moment, Special, Tally


def _unconfirmed(moment: Moment) -> QuerySet[User]:
    """Signed up, and nobody ever answered the letter: the address may be a stranger's."""
    addresses = EmailAddress.objects.order_by()
    confirmed = addresses.filter(verified=True).values("user")
    # One address confirmed is enough: a second one that waits makes nobody unconfirmed.
    waiting = addresses.filter(verified=False).values("user")
    return User.objects.filter(
        pk__in=waiting,
        # By hand an account may be given a way in without a confirmed address.
        last_login__isnull=True,
        is_staff=False,
        is_superuser=False,
        memberships__isnull=True,
        date_joined__lt=moment.since,
    ).exclude(pk__in=confirmed)


def _delete_accounts(users: QuerySet[User]) -> int:
    """Each is told in the log: its entries name nobody any more."""
    now = timezone.now()
    record_events(
        AuditEvent(action="user.forgotten", subject=f"user:{number}", at=now)
        for number in users.values_list("pk", flat=True)
    )
    return delete(users)


def _ended_sessions(moment: Moment) -> QuerySet[Session]:
    return Session.objects.filter(expire_date__lt=moment.since)


def _seen_browsers(moment: Moment) -> QuerySet[UserSession]:
    return UserSession.objects.filter(last_seen_at__lt=moment.since)


def _done_in_administration(moment: Moment) -> QuerySet[LogEntry]:
    return LogEntry.objects.filter(action_time__lt=moment.since)


def _ended_postings(moment: Moment) -> QuerySet[Posting]:
    return Posting.objects.filter(ends_at__lt=moment.since)


def _ended_tokens(moment: Moment) -> QuerySet[ApiToken]:
    return ApiToken.objects.filter(
        Q(ended_at__lt=moment.since) | Q(expires_at__lt=moment.since)
    )


def _answers_to_programs(moment: Moment) -> QuerySet[ApiAnswer]:
    return ApiAnswer.objects.filter(began_at__lt=moment.since)


def _done_in_background(moment: Moment) -> QuerySet[Run]:
    return Run.objects.filter(state__in=OVER, finished_at__lt=moment.since)


def _old_letters(moment: Moment) -> QuerySet[Letter]:
    return Letter.objects.filter(written_at__lt=moment.since)


def _old_bad_addresses(moment: Moment) -> QuerySet[BadAddress]:
    return BadAddress.objects.filter(since__lt=moment.since)


def entries(of: Q) -> Special:
    """Of these chains of the audit log."""
    return Special(
        lambda moment: Tally(count_old(before=moment.since, of=of)),
        lambda moment: Tally(
            forget_entries(before=moment.since, of=of, now=moment.now)
        ),
    )


def _tables_of_brakes() -> list[CountingCache]:
    """Elsewhere (Redis, memory) what is over goes by itself."""
    used = [caches[alias] for alias in caches]
    return [cache for cache in used if isinstance(cache, CountingCache)]


def _count_codes(moment: Moment) -> Tally:
    return Tally(sum(cache.count_ended(moment.now) for cache in _tables_of_brakes()))


def _forget_codes(moment: Moment) -> Tally:
    return Tally(sum(cache.delete_ended(moment.now) for cache in _tables_of_brakes()))


UNCONFIRMED = Rows(_unconfirmed, _delete_accounts)
SESSIONS = deleted(_ended_sessions)
SIGN_INS = (entries(OF_SIGN_INS), deleted(_seen_browsers))
LOG = (
    entries(~OF_SIGN_INS & ~OF_INCIDENTS & ~OF_FORGETTING),
    deleted(_done_in_administration),
)
CODES = Special(_count_codes, _forget_codes)
POSTINGS = deleted(_ended_postings)
TOKENS = deleted(_ended_tokens)
PROGRAM_ANSWERS = deleted(_answers_to_programs)
WORK = deleted(_done_in_background)
LETTERS = deleted(_old_letters)
BAD_ADDRESSES = deleted(_old_bad_addresses)
