"""Rounds of one's own enterprises: begun, told about, sent."""

from datetime import datetime
from http import HTTPStatus
from uuid import UUID

from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext_noop as _
from ninja import Router
from ninja.responses import Status
from pydantic import Field

from accounts.access.actions import Action
from accounts.access.fetching import fetch, fetch_enterprise
from accounts.access.owners import own_enterprises
from accounts.access.programs import Right
from accounts.access.visitors import visitor_of
from api.cursors import Order, page
from api.v1.results import ResultRow, result_row
from api.v1.rights import takes
from api.v1.shapes import Asked, PageOf, Sent, Told
from indexes.models import IndexVersion
from indexes.queries import newest_index_version
from indexes.rules_page import is_known_in_part
from language.numbers import LIMIT
from registry.areas import area as area_of
from registry.sectors import sector as sector_of
from survey.answers.figures import MOST_EMPLOYEES
from survey.answers.progress import progress_of
from survey.errors import SurveyError
from survey.models import Assessment
from survey.results.services import submit as submit_round
from survey.rounds.queries import assessments
from survey.rounds.services import begin_round_of, change_profile, choose_variant

router = Router(auth=takes(Right.READ_ASSESSMENTS), tags=["assessments"])
writes = takes(Right.WRITE_ASSESSMENTS)
NEWEST_FIRST = Order(("started_at", "public_id"), is_falling=True)


class AssessmentRow(Told):
    id: UUID
    enterprise: UUID
    index: str
    version: int
    variant: str
    round: int
    state: str = Field(description=_("draft or submitted"))
    started_at: datetime
    submitted_at: datetime | None


class AssessmentTold(AssessmentRow):
    sector: str
    area: str
    employees: int | None
    revenue: int | None
    capital: int | None
    is_young: bool = Field(description=_("less than a year old: its capital counts"))
    needs_variant: bool
    answered: int
    asked: int
    open: list[str] = Field(description=_("codes of questions without an answer"))


class BeginningSent(Sent):
    enterprise: UUID
    index: str = Field(max_length=60)
    variant: str | None = Field(None, max_length=40)


class ProfileSent(Sent):
    """Of the round; what is left out stays."""

    variant: str | None = Field(None, max_length=40)
    sector: str | None = Field(None, max_length=2)
    area: str | None = Field(None, max_length=5)
    employees: int | None = Field(None, ge=1, le=MOST_EMPLOYEES)
    revenue: int | None = Field(None, ge=0, le=LIMIT)
    capital: int | None = Field(None, ge=0, le=LIMIT)
    is_young: bool | None = None


@router.get(
    "",
    response=PageOf[AssessmentRow],
    summary=_("Assessments of one's own enterprises"),
)
def own_assessments(request: HttpRequest, asked: Asked) -> dict:
    own = own_enterprises(visitor_of(request), Action.READ)
    rows = assessments().filter(organisation__in=own)
    return page(rows, NEWEST_FIRST, **asked.model_dump(), row_of=_row)


def _row(assessment: Assessment) -> dict:
    return {
        "id": assessment.public_id,
        "enterprise": assessment.organisation.public_id,
        "index": assessment.index_version.index_id,
        "version": assessment.index_version.version,
        "variant": assessment.variant,
        "round": assessment.round,
        "state": assessment.state,
        "started_at": assessment.started_at,
        "submitted_at": assessment.submitted_at,
    }


@router.post(
    "",
    auth=writes,
    response={200: AssessmentTold, 201: AssessmentTold},
    summary=_("Begin a round, or go on with the one that is open"),
    description=_(
        "A round after another begins with its answers, each to be confirmed. 200 where "
        "one is open already."
    ),
)
def begin(request: HttpRequest, sent: BeginningSent, response: HttpResponse) -> Status:
    enterprise = fetch_enterprise(request, Action.WRITE, sent.enterprise)
    with transaction.atomic():
        assessment = begin_round_of(
            enterprise=enterprise,
            index_version=_open_version(sent.index),
            # Nothing sent before counts: asking here means to begin another one.
            sent_since=request.now,
            by=request.user,
            now=request.now,
        )
        if sent.variant:
            _choose_variant(request, assessment, sent.variant)
    response.headers["Location"] = f"{request.path}/{assessment.public_id}"
    # The open draft comes back as well, and was begun earlier.
    is_new = assessment.started_at == request.now
    status = HTTPStatus.CREATED if is_new else HTTPStatus.OK
    return Status(status, _told(request, assessment.public_id))


def _open_version(index: str) -> IndexVersion:
    version = newest_index_version(index)
    if version is None:
        raise Http404
    if is_known_in_part(version):
        raise SurveyError("index_partial", index=str(version))
    return version


def _choose_variant(
    request: HttpRequest, assessment: Assessment, variant: str
) -> Assessment:
    return choose_variant(
        assessment=assessment, variant=variant, by=request.user, now=request.now
    )


@router.get(
    "/{uuid:public_id}",
    response=AssessmentTold,
    summary=_("One assessment, and how far it is"),
)
def assessment(request: HttpRequest, public_id: UUID) -> dict:
    return _told(request, public_id)


def _told(request: HttpRequest, public_id: UUID) -> dict:
    found = own_assessment(request, public_id)
    progress = progress_of(found)
    return {
        **_row(found),
        "sector": found.sector,
        "area": found.area,
        "employees": found.employees,
        "revenue": found.revenue,
        "capital": found.capital,
        "is_young": found.is_young,
        "needs_variant": found.index.needs_variant,
        "answered": progress.answered,
        "asked": progress.total,
        "open": progress.open,
    }


def own_assessment(request: HttpRequest, public_id: UUID) -> Assessment:
    """Whoever may not write in it sees none of it here, as on the pages."""
    rows = assessments().prefetch_related("answers__given_by", "figures")
    return fetch(request, rows, Action.WRITE, public_id=public_id)


@router.patch(
    "/{uuid:public_id}",
    auth=writes,
    response=AssessmentTold,
    summary=_("Say something else of the enterprise in this round"),
)
def change(request: HttpRequest, public_id: UUID, sent: ProfileSent) -> dict:
    found = own_assessment(request, public_id)
    # null is as good as left out: nothing of a round is emptied this way.
    profile = sent.model_dump(exclude_none=True)
    variant = profile.pop("variant", "")
    _check(profile)
    with transaction.atomic():
        # First, since the questions follow from it; what is said of the firm holds for
        # any.
        if variant:
            _choose_variant(request, found, variant)
        if profile:
            change_profile(
                assessment=found, by=request.user, now=request.now, **profile
            )
    return _told(request, public_id)


def _check(profile: dict) -> None:
    if profile.get("sector") and sector_of(profile["sector"]) is None:
        raise SurveyError("unknown_sector")
    if profile.get("area") and area_of(profile["area"]) is None:
        raise SurveyError("unknown_area")


@router.post(
    "/{uuid:public_id}/submit",
    auth=writes,
    response=ResultRow,
    summary=_("Send it off: its result is frozen"),
    description=_("Sent twice it gives the same result."),
)
def submit(request: HttpRequest, public_id: UUID, response: HttpResponse) -> dict:
    found = fetch(request, assessments(), Action.SUBMIT, public_id=public_id)
    result = submit_round(assessment=found, by=request.user, now=request.now)
    response.headers["Location"] = f"/api/v1/results/{result.public_id}"
    return result_row(result)
