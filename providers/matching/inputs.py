"""What suggestions are worked out from besides the result, the index and the directory.

Read in a constant number of queries, kept with what is suggested, and read back from there.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import asdict, dataclass
from datetime import date, datetime

from django.db.models import QuerySet
from django.utils import timezone

from accounts.models import Organisation
from accounts.prepared import Prepared
from indexes.advice.firm import Firm
from indexes.index.model import Index
from providers.directory.capacity import places_taken
from providers.matching.entries import Entries
from providers.matching.lifts import Chosen
from providers.matching.plan import Plan, Step
from providers.matching.rules import Request
from providers.models import HiddenProvider, Provider, Recommendation
from registry.tax_code import family_of
from survey.models import Result
from survey.results.firm import firm_of

Seen = Mapping[str, Mapping[int, int]]
"""By question, how often each provider stood in full beside it, by its key."""

FOR_ALL = ""  # stands for a question, where suggestions are for the whole result


_HIDDEN = Prepared(HiddenProvider.objects.order_by, "enterprise")
_SHOWN = Prepared(
    lambda: Recommendation.objects.order_by("pk").only("shown"),
    "result",
    "created_at__lt",
)


@dataclass(frozen=True)
class Inputs:
    """enterprise: its public id. taken: requests of the month by provider.

    conflicts, hidden: keys of providers. seen: on earlier days.
    """

    request: Request
    enterprise: str
    chosen: Chosen
    firm: Firm
    taken: Mapping[int, int]
    conflicts: frozenset[int]
    hidden: frozenset[int]
    seen: Seen


@dataclass(frozen=True)
class Known:
    """What is kept of one enterprise. staffed: providers where somebody of it works."""

    chosen: Chosen
    staffed: Collection[int]
    hidden: frozenset[int]
    seen: Seen


def inputs_of(
    result: Result,
    index: Index,
    entries: Entries,
    budget: int | None,
    now: datetime,
) -> Inputs:
    enterprise = result.organisation
    known = Known(
        chosen=_chosen(index, result),
        staffed=_staffed(enterprise),
        hidden=hidden_by(enterprise),
        seen=_seen(result, now),
    )
    return inputs_with(known, result, entries, budget, places_taken(now), now)


def inputs_with(
    known: Known,
    result: Result,
    entries: Entries,
    budget: int | None,
    taken: Mapping[int, int],
    now: datetime,
) -> Inputs:
    """Reads nothing but what hangs on the result."""
    enterprise = result.organisation
    request = Request(
        day=timezone.localdate(now),
        sector=result.sector,
        size=result.size,
        area=result.area,
        employees=result.assessment.employees,
        budget=budget,
    )
    return Inputs(
        request=request,
        enterprise=str(enterprise.public_id),
        chosen=known.chosen,
        firm=firm_of(result),
        taken=taken,
        conflicts=_conflicts(enterprise, entries, known.staffed),
        hidden=known.hidden,
        seen=known.seen,
    )


def choices_of(index: Index) -> list[str]:
    """Questions of which it counts what was picked."""
    return [
        code
        for code, question in index.questions.items()
        if question["kind"] == "multiple"
    ]


def _chosen(index: Index, result: Result) -> Chosen:
    """Options picked, by question; of choices alone, for a whole answer is much more to read."""
    choices = choices_of(index)
    if not choices:
        return {}
    answers = result.assessment.answers.filter(question__in=choices)
    return dict(answers.values_list("question", "chosen"))


def _staffed(enterprise: Organisation) -> Collection[int]:
    # Nobody works anywhere for what is in no account yet.
    if not enterprise.claimed_at:
        return ()
    return set(staff_in_common(enterprise).values_list("pk", flat=True))


def _conflicts(
    enterprise: Organisation, entries: Entries, staffed: Collection[int]
) -> frozenset[int]:
    """Providers that are the enterprise itself, or one of its company.

    Or where somebody works who belongs to it.
    """
    family = family_of(enterprise.tax_code)
    own = entries.families.get(family, frozenset()) if family else frozenset()
    return own.union(staffed)


def staff_in_common(enterprise: Organisation) -> QuerySet[Provider]:
    """Where somebody works who belongs to the enterprise."""
    theirs = Provider.objects.filter(
        organisation__memberships__user__memberships__organisation=enterprise
    )
    return theirs.order_by()


def is_conflicted(enterprise: Organisation, provider: Provider) -> bool:
    """Whether the two are too near to each other for a suggestion to be one."""
    family = family_of(enterprise.tax_code)
    if family and family == family_of(provider.organisation.tax_code):
        return True
    return staff_in_common(enterprise).filter(pk=provider.pk).exists()


def hidden_by(enterprise: Organisation) -> frozenset[int]:
    rows = _HIDDEN.all(enterprise=enterprise.pk)
    return frozenset(row.provider_id for row in rows)


def _seen(result: Result, now: datetime) -> Seen:
    """What was shown today counts from tomorrow on: a page asked for again is the same."""
    earlier = _SHOWN.all(result=result.pk, created_at__lt=midnight_of(now))
    return counted(stored.shown for stored in earlier)


def midnight_of(now: datetime) -> datetime:
    """The first moment of the day."""
    local = timezone.localtime(now)
    return local.replace(hour=0, minute=0, second=0, microsecond=0)


def counted(shown: Iterable[Mapping[str, Iterable[int]]]) -> Seen:
    """How often each stood there, of several that were shown."""
    seen: dict[str, dict[int, int]] = {}
    for by_question in shown:
        for question, keys in by_question.items():
            counts = seen.setdefault(question, {})
            for key in keys:
                counts[key] = counts.get(key, 0) + 1
    return seen


def packed(inputs: Inputs, plan: Plan | None) -> dict:
    """As it is kept: plain values in a fixed order."""
    values = asdict(inputs)
    values["request"]["day"] = inputs.request.day.isoformat()
    for name in ("conflicts", "hidden"):
        values[name] = sorted(values[name])
    values["firm"]["wants"] = list(inputs.firm.wants)
    values["taken"] = _by_text(inputs.taken)
    values["seen"] = {code: _by_text(keys) for code, keys in inputs.seen.items()}
    values["plan"] = plan and {
        "steps": [asdict(step) for step in plan.steps],
        "left_out": sorted(plan.left_out),
    }
    return values


def _by_text(counts: Mapping[int, int]) -> dict[str, int]:
    return {str(key): counts[key] for key in sorted(counts)}


def _by_number(counts: Mapping[str, int]) -> dict[int, int]:
    return {int(key): count for key, count in counts.items()}


def unpacked(values: Mapping) -> tuple[Inputs, Plan | None]:
    request = values["request"]
    day = date.fromisoformat(request["day"])
    inputs = Inputs(
        request=Request(**request | {"day": day}),
        enterprise=values["enterprise"],
        chosen=values["chosen"],
        firm=Firm(**values["firm"]),
        taken=_by_number(values["taken"]),
        conflicts=frozenset(values["conflicts"]),
        hidden=frozenset(values["hidden"]),
        seen={code: _by_number(keys) for code, keys in values["seen"].items()},
    )
    plan = values["plan"]
    if plan is None:
        return inputs, None
    steps = [Step(**step) for step in plan["steps"]]
    return inputs, Plan(steps, frozenset(plan["left_out"]))
