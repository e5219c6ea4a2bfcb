"""Many enterprises and rounds written at once, as the services would write them one by one (a test compares)."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import datetime, timedelta

from accounts.models import AuditEvent, Membership, Organisation, User
from assessment.demo.population import Firm
from indexes.index.model import Index
from indexes.models import IndexVersion
from language.collation import sort_key, unaccented
from survey.answers.queries import figures_of
from survey.answers.services import keep_history
from survey.answers.values import AnswerValue, settled
from survey.models import Answer, Assessment, Figure, Result
from survey.results.digest import input_digest
from survey.results.freeze import frozen_result

AT_ONCE = 2000  # rows of one statement, well below what SQLite takes
FILLING_IN = timedelta(minutes=17)


@dataclass(frozen=True)
class Enterprise:
    firm: Firm
    organisation: Organisation
    owner: User


@dataclass(frozen=True)
class Round:
    """One round as it was given. `submitted_at` is None for a draft."""

    enterprise: Enterprise
    index: Index
    number: int
    figures: dict[str, int]
    given: dict[str, AnswerValue]
    started_at: datetime
    submitted_at: datetime | None


def make_owners(firms: Sequence[Firm], since: Sequence[datetime]) -> list[User]:
    """One owner for each enterprise; without a password none of them can sign in."""
    owners = [
        User(
            email=f"chu-{number:03d}@demo.example",
            full_name=firm.person,
            date_joined=at,
        )
        for number, (firm, at) in enumerate(zip(firms, since, strict=True), start=1)
    ]
    for owner in owners:
        owner.set_unusable_password()
    return User.objects.bulk_create(owners, AT_ONCE)


def keep_enterprises(
    firms: Sequence[Firm], owners: Sequence[User], since: Sequence[datetime]
) -> list[Enterprise]:
    organisations = [
        _organisation(firm, at) for firm, at in zip(firms, since, strict=True)
    ]
    Organisation.objects.bulk_create(organisations, AT_ONCE)
    kept = [
        Enterprise(*each) for each in zip(firms, organisations, owners, strict=True)
    ]
    Membership.objects.bulk_create(
        Membership(
            user=each.owner,
            organisation=each.organisation,
            role="owner",
            since=each.organisation.created_at,
        )
        for each in kept
    )
    _record(
        _event(
            each,
            "organisation.created",
            f"organisation:{each.organisation.public_id}",
            at,
            {"kind": "enterprise"},
        )
        for each, at in zip(kept, since, strict=True)
    )
    return kept


def _organisation(firm: Firm, at: datetime) -> Organisation:
    return Organisation(
        kind=Organisation.Kind.ENTERPRISE,
        name=firm.name,
        sort_key=sort_key(firm.name),
        search_key=unaccented(firm.name),
        sector=firm.sector,
        area=firm.area,
        is_fictional=True,
        created_at=at,
        claimed_at=at,
    )


def keep_rounds(
    rounds: Sequence[Round], versions: Mapping[str, IndexVersion]
) -> list[Result]:
    """Assessments with figures, answers and their history, and the results of those that were submitted."""
    assessments = [_assessment(each, versions[each.index.id]) for each in rounds]
    Assessment.objects.bulk_create(assessments, AT_ONCE)
    pairs = list(zip(rounds, assessments, strict=True))
    Figure.objects.bulk_create(
        [figure for pair in pairs for figure in _figures(*pair)], AT_ONCE
    )
    answers = [_answers(*pair) for pair in pairs]
    everything = [answer for given in answers for answer in given]
    Answer.objects.bulk_create(everything, AT_ONCE)
    keep_history(everything)
    results = [
        _result(assessment, given)
        for (each, assessment), given in zip(pairs, answers, strict=True)
        if each.submitted_at
    ]
    Result.objects.bulk_create(results, AT_ONCE)
    _record(_events_of(pairs, results))
    return results


def _assessment(each: Round, version: IndexVersion) -> Assessment:
    firm, submitted_at = each.enterprise.firm, each.submitted_at
    return Assessment(
        organisation=each.enterprise.organisation,
        index_version=version,
        variant=each.index.variant,
        round=each.number,
        state=Assessment.State.SUBMITTED if submitted_at else Assessment.State.DRAFT,
        sector=firm.sector,
        area=firm.area,
        employees=firm.employees,
        revenue=firm.revenue,
        capital=firm.capital,
        size=firm.size,
        started_at=each.started_at,
        changed_at=submitted_at or each.started_at + FILLING_IN,
        submitted_at=submitted_at,
    )


def _figures(each: Round, assessment: Assessment) -> list[Figure]:
    return [
        Figure(
            assessment=assessment, name=name, value=value, changed_at=each.started_at
        )
        for name, value in each.figures.items()
    ]


def _answers(each: Round, assessment: Assessment) -> list[Answer]:
    index, figures = assessment.index, figures_of(assessment)
    given = {
        code: settled(index, code, one, figures) for code, one in each.given.items()
    }
    return [
        Answer(
            assessment=assessment,
            question=code,
            changed_by=each.enterprise.owner,
            changed_at=each.started_at + FILLING_IN * position / len(index.codes),
            **{field.name: getattr(one, field.name) for field in fields(AnswerValue)},
        )
        for position, (code, one) in enumerate(given.items())
    ]


def _result(assessment: Assessment, answers: list[Answer]) -> Result:
    index = assessment.index
    levels = index.vector(
        index.counted({answer.question: answer.level for answer in answers})
    )
    digest = input_digest(assessment, answers)
    return frozen_result(
        assessment=assessment, levels=levels, digest=digest, now=assessment.submitted_at
    )


def _events_of(
    pairs: list[tuple[Round, Assessment]], results: list[Result]
) -> Iterable[AuditEvent]:
    result_of = {result.assessment_id: result for result in results}
    for each, assessment in pairs:
        subject = f"assessment:{assessment.public_id}"
        yield _event(
            each.enterprise,
            "assessment.started",
            subject,
            each.started_at,
            {"round": each.number},
        )
        if each.submitted_at:
            subject = f"result:{result_of[assessment.pk].public_id}"
            yield _event(
                each.enterprise, "assessment.submitted", subject, each.submitted_at, {}
            )


def _event(
    enterprise: Enterprise, action: str, subject: str, at: datetime, details: dict
) -> AuditEvent:
    owner, organisation = enterprise.owner, enterprise.organisation
    return AuditEvent(
        at=at,
        actor=owner,
        organisation=organisation,
        action=action,
        subject=subject,
        details=details,
    )


def _record(events: Iterable[AuditEvent]) -> None:
    AuditEvent.objects.bulk_create(events, AT_ONCE)
