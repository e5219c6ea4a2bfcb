"""Reads of applications. Each function needs a constant number of queries."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date, datetime
from statistics import median

from django.db.models import Count, Q, QuerySet
from django.utils.timezone import localdate

from accounts.models import Organisation
from providers.models import Application, ApplicationFile, Declaration, Provider
from providers.vetting.applications.missing import Entered, Gap, gaps_of
from providers.vetting.criteria.queries import Criteria, all_criteria
from registry.working_days import after


def applications() -> QuerySet[Application]:
    return Application.objects.select_related("provider__organisation", "association")


def criteria_of(application: Application) -> Criteria:
    return all_criteria()[application.criteria]


def applications_of(provider: Provider) -> QuerySet[Application]:
    """The newest first."""
    return applications().filter(provider=provider)


def applications_by_provider(
    providers: Iterable[Provider],
) -> Mapping[int, list[Application]]:
    """Those of each, the newest first: one query for all of them."""
    found = defaultdict(list)
    for application in applications().filter(provider__in=providers):
        found[application.provider_id].append(application)
    return found


def open_application(provider: Provider) -> Application | None:
    return applications_of(provider).filter(state__in=Application.OPEN).first()


def standing_of(provider: Provider) -> Application | None:
    return applications_of(provider).filter(state__in=Application.STANDING).first()


def files_of(application: Application) -> QuerySet[ApplicationFile]:
    return ApplicationFile.objects.filter(
        application=application, removed_at__isnull=True
    )


def entered_in(application: Application) -> dict[str, Entered]:
    """What there is of each criterion."""
    # As many queries for many criteria as for one.
    rows = Declaration.objects.filter(application=application)
    values = dict(rows.values_list("criterion", "values"))
    counted = (
        files_of(application).order_by().values("criterion").annotate(n=Count("pk"))
    )
    files = dict(counted.values_list("criterion", "n"))
    customers = application.references.count()
    entered = {}
    for criterion in criteria_of(application).criteria:
        entered[criterion.id] = Entered(
            values.get(criterion.id, {}),
            files.get(criterion.id, 0),
            customers if criterion.named else 0,
        )
    return entered


def declared(application: Application, criterion: str) -> dict:
    rows = Declaration.objects.filter(application=application, criterion=criterion)
    return rows.values_list("values", flat=True).first() or {}


def missing_in(application: Application, now: datetime) -> list[Gap]:
    day = localdate(now)
    return gaps_of(criteria_of(application), entered_in(application), day)


def may_appeal(application: Application, now: datetime) -> bool:
    """Once, within the days that the criteria give."""
    against = (
        Application.State.DECLINED,
        Application.State.SUSPENDED,
        Application.State.REVOKED,
    )
    is_first = application.kind != Application.Kind.APPEAL
    if application.state not in against or not is_first:
        return False
    if application.followed_by.filter(kind=Application.Kind.APPEAL).exists():
        return False
    return localdate(now) <= appeal_until(application)


def appeal_until(application: Application) -> date:
    # The last step is the decision, or what came after it.
    last = application.steps.last()
    told_on = localdate(last.at if last else application.begun_at)
    return after(told_on, criteria_of(application).terms.appeal_within).day


def renewable_from(application: Application) -> int:
    """How many days before the end it may be renewed: since the first reminder."""
    return criteria_of(application).terms.reminders_days_before[0]


def may_renew(application: Application, now: datetime) -> bool:
    if application.state != Application.State.ACCEPTED:
        return False
    left = (application.valid_until - localdate(now)).days
    return left <= renewable_from(application)


def associations_to_ask(provider: Provider) -> QuerySet[Organisation]:
    """Where somebody works, so that somebody answers."""
    # What is invented for the demo stays among itself.
    associations = Organisation.objects.filter(
        kind=Organisation.Kind.ASSOCIATION,
        memberships__isnull=False,
        is_fictional=provider.organisation.is_fictional,
    )
    return associations.distinct()


def whom_to_ask(providers: Iterable[Provider]) -> dict[bool, list[Organisation]]:
    """Those that may be asked, by whether a provider is invented: two queries at most."""
    lists: dict[bool, list[Organisation]] = {}
    for provider in providers:
        is_fictional = provider.organisation.is_fictional
        if is_fictional not in lists:
            lists[is_fictional] = list(associations_to_ask(provider))
    return lists


def public_numbers(since: datetime) -> dict:
    """Of what was decided since: how many, how many accepted, how long it took."""
    decided = Application.objects.filter(decided_at__gte=since)
    counts = decided.aggregate(
        all=Count("pk"),
        accepted=Count("pk", filter=_was_accepted()),
    )
    # Few and small: the two databases have no median in common.
    took = sorted(decided.exclude(took=None).values_list("took", flat=True))
    under_way = Application.objects.filter(state__in=Application.UNDER_WAY)
    return {
        "decided": counts["all"],
        "accepted": counts["accepted"],
        "median": round(median(took)) if took else None,
        "under_way": under_way.count(),
        "suspended": Application.objects.filter(
            state=Application.State.SUSPENDED
        ).count(),
        "revoked": Application.objects.filter(
            state=Application.State.REVOKED, steps__at__gte=since
        )
        .distinct()
        .count(),
    }


def _was_accepted() -> Q:
    """Also where it was suspended, ran out or was replaced since."""
    return ~Q(state=Application.State.DECLINED)
