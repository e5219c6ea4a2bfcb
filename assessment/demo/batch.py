"""Many enterprises and rounds written at once, as the services would one by one.

A test compares what comes out.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import chain

from allauth.account.models import EmailAddress

from accounts.audit.services import record_events
from accounts.models import AuditEvent, Membership, Organisation, User
from assessment.demo.population import Firm
from indexes.index.model import Index
from indexes.models import IndexVersion
from language.collation import sort_key, unaccented
from survey.answers.queries import figures_of
from survey.answers.values import AnswerValue, settled
from survey.answers.writing import keep_history
from survey.models import Answer, Assessment, Figure, Result
from survey.results.digest import input_digest
from survey.results.freeze import frozen_result
from survey.results.newest import note_newest

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
    values: dict[str, AnswerValue]
    started_at: datetime
    submitted_at: datetime | None


def make_owners(firms: Sequence[Firm], since: Sequence[datetime]) -> list[User]:
    """One owner for each enterprise; without a password none of them can sign in.

    Their addresses are verified: only who is known that far counts in comparisons.
    """
    owners = []
    for number, (firm, joined_at) in enumerate(zip(firms, since, strict=True), start=1):
        email = f"chu-{number:03d}@demo.example"
        owner = User(email=email, full_name=firm.person, date_joined=joined_at)
        owner.set_unusable_password()
        owners.append(owner)
    owners = User.objects.bulk_create(owners, AT_ONCE)
    EmailAddress.objects.bulk_create(map(_verified_address, owners), AT_ONCE)
    return owners


def _verified_address(owner: User) -> EmailAddress:
    return EmailAddress(user=owner, email=owner.email, verified=True, primary=True)


def keep_enterprises(
    firms: Sequence[Firm], owners: Sequence[User], since: Sequence[datetime]
) -> list[Enterprise]:
    organisations = list(map(_organisation, firms, since))
    Organisation.objects.bulk_create(organisations, AT_ONCE)
    enterprises = list(map(Enterprise, firms, organisations, owners))
    Membership.objects.bulk_create(map(_ownership, enterprises))
    record_events(map(_creation, enterprises))
    return enterprises


def _ownership(enterprise: Enterprise) -> Membership:
    return Membership(
        user=enterprise.owner,
        organisation=enterprise.organisation,
        role="owner",
        since=enterprise.organisation.created_at,
    )


def _creation(enterprise: Enterprise) -> AuditEvent:
    organisation = enterprise.organisation
    return _event(
        enterprise,
        "organisation.created",
        f"organisation:{organisation.public_id}",
        organisation.created_at,
        {"kind": "enterprise"},
    )


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
    """Assessments, figures, answers, their history; results of what was submitted."""
    assessments = [_assessment(round_, versions) for round_ in rounds]
    Assessment.objects.bulk_create(assessments, AT_ONCE)
    figures = chain.from_iterable(map(_figures, rounds, assessments))
    Figure.objects.bulk_create(figures, AT_ONCE)

    # Figures first: an answer may be a share of one.
    answers = list(map(_answers, rounds, assessments))
    all_answers = list(chain.from_iterable(answers))
    Answer.objects.bulk_create(all_answers, AT_ONCE)
    keep_history(all_answers)

    results = []
    for assessment, own_answers in zip(assessments, answers, strict=True):
        if assessment.submitted_at:
            results.append(_result(assessment, own_answers))
    Result.objects.bulk_create(results, AT_ONCE)
    note_newest(result.organisation_id for result in results)
    record_events(_events(rounds, assessments, results))
    return results


def _assessment(round_: Round, versions: Mapping[str, IndexVersion]) -> Assessment:
    firm, submitted_at = round_.enterprise.firm, round_.submitted_at
    state = Assessment.State.SUBMITTED if submitted_at else Assessment.State.DRAFT
    return Assessment(
        organisation=round_.enterprise.organisation,
        index_version=versions[round_.index.id],
        variant=round_.index.variant,
        round=round_.number,
        state=state,
        sector=firm.sector,
        area=firm.area,
        employees=firm.employees,
        revenue=firm.revenue,
        capital=firm.capital,
        size=firm.size,
        started_at=round_.started_at,
        changed_at=submitted_at or round_.started_at + FILLING_IN,
        submitted_at=submitted_at,
    )


def _figures(round_: Round, assessment: Assessment) -> Iterator[Figure]:
    for name, value in round_.figures.items():
        yield Figure(
            assessment=assessment,
            name=name,
            value=value,
            changed_at=round_.started_at,
        )


def _answers(round_: Round, assessment: Assessment) -> list[Answer]:
    index, figures = assessment.index, figures_of(assessment)
    answers = []
    for position, (code, value) in enumerate(round_.values.items()):
        settled_value = settled(index, code, value, figures)
        # Spread over the time it takes, in the order of the index.
        after = FILLING_IN * position / len(index.codes)
        answer = Answer(
            assessment=assessment,
            question=code,
            changed_by=round_.enterprise.owner,
            changed_at=round_.started_at + after,
            **vars(settled_value),
        )
        answers.append(answer)
    return answers


def _result(assessment: Assessment, answers: list[Answer]) -> Result:
    index = assessment.index
    by_code = {answer.question: answer.level for answer in answers}
    levels = index.vector(index.counted(by_code))
    digest = input_digest(assessment, answers)
    return frozen_result(
        assessment=assessment, levels=levels, digest=digest, now=assessment.submitted_at
    )


def _events(
    rounds: Sequence[Round], assessments: Sequence[Assessment], results: list[Result]
) -> Iterator[AuditEvent]:
    by_assessment = {result.assessment_id: result for result in results}
    for round_, assessment in zip(rounds, assessments, strict=True):
        enterprise = round_.enterprise
        subject = f"assessment:{assessment.public_id}"
        details = {"round": round_.number}
        yield _event(
            enterprise, "assessment.started", subject, round_.started_at, details
        )
        if round_.submitted_at:
            subject = f"result:{by_assessment[assessment.pk].public_id}"
            yield _event(
                enterprise, "assessment.submitted", subject, round_.submitted_at, {}
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
