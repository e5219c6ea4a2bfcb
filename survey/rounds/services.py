"""Starting assessments and rounds, and their profile."""

from collections.abc import Collection
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Max, Min

from accounts.models import Organisation, User
from accounts.services import create_organisation
from indexes.crosswalk.estimate import Estimate
from indexes.documents.check import is_partial
from indexes.index.model import Index
from indexes.models import IndexVersion
from indexes.queries import newest_index_version
from registry.areas import area as area_of
from registry.sectors import sector as sector_of
from registry.sizes import size_class
from registry.tax_code import check_tax_code
from survey.answers.figures import level_again, size_of
from survey.answers.services import locked_draft, record_about
from survey.answers.writing import keep_history
from survey.errors import SurveyError
from survey.models import Answer, Assessment, Origin
from survey.rounds.carried import copy_answers
from survey.rounds.industries import only_industry_of
from survey.rounds.queries import last_sent

# Sector and area stand on both: a round keeps those it was answered with.
_OF_ENTERPRISE = ("name", "is_household", "tax_code", "sector", "area")
_OF_ROUND = ("sector", "area", "employees", "revenue", "capital", "is_young")
YEAR = timedelta(days=365)
# What is told beside the questions, and may be told anew once they are sent.
TOLD = ("is_above_threshold", "ways", "wants")
# What the next round and a correction begin with.
TAKEN_ALONG = (*_OF_ROUND, *TOLD)


@transaction.atomic
def start_assessment(
    *,
    name: str,
    sector: str,
    employees: int | None,
    index_version: IndexVersion,
    now: datetime,
    revenue: int | None = None,
    capital: int | None = None,
    is_young: bool = False,
    area: str = "",
    tax_code: str = "",
    is_household: bool = False,
    industry: str = "",
    origin: Origin | None = None,
    by: User | None = None,
) -> Assessment:
    """Start a draft of a new enterprise: owned by `by`, or unclaimed.

    origin: from where, without its enterprise.
    industry: of the sector, where it was chosen with it.
    """
    if index_version.status != IndexVersion.Status.PUBLISHED:
        raise SurveyError("index_retired", index=str(index_version))
    if is_partial(index_version.document):
        raise SurveyError("index_partial", index=str(index_version))

    profile = {"name": name, "tax_code": tax_code, "sector": sector, "area": area}
    profile |= {"employees": employees, "revenue": revenue, "capital": capital}
    profile |= {"is_household": is_household, "is_young": is_young}
    enterprise = create_organisation(
        kind=Organisation.Kind.ENTERPRISE, now=now, by=by, **_checked(profile)
    )
    if origin is not None:
        origin.organisation = enterprise
        origin.save(force_insert=True)
    sizes = size_class(
        employees=employees,
        revenue=revenue,
        capital=capital,
        sector_code=sector,
        is_young=is_young,
    )
    variant = variant_of(index_version.index, sector, industry, sizes.possible)
    return _make_round(enterprise, index_version, profile, by, now, variant)


def variant_of(index: Index, sector: str, industry: str, sizes: Collection[str]) -> str:
    """Nobody is asked for what their sector, or what they chose within it, already tells."""
    known = [listed["id"] for listed in index.variants_for(sector, sizes)]
    return industry if industry in known else only_industry_of(index, sector, sizes)


@transaction.atomic
def choose_variant(
    *,
    assessment: Assessment,
    variant: str,
    by: User | None,
    now: datetime,
) -> Assessment:
    """Say which variant of its index an assessment answers.

    Answers to another one stay, and count no more.
    """
    draft = locked_draft(assessment)
    draft.index_version = assessment.index_version
    change_variant(draft=draft, variant=variant, by=by, now=now)
    assessment.variant = variant
    return draft


def change_variant(
    *,
    draft: Assessment,
    variant: str,
    by: User | None,
    now: datetime,
) -> None:
    """The same for whoever holds the lock of the assessment already."""
    if draft.state != Assessment.State.DRAFT:
        raise SurveyError("submitted", assessment=str(draft.public_id))
    listed = draft.index_version.index.variants.get("list", ())
    if variant not in [known["id"] for known in listed]:
        raise SurveyError("unknown_variant", variant=variant)
    if draft.variant != variant:
        draft.variant = variant
        draft.changed_at = now
        draft.save(update_fields=["variant", "changed_at"])
        record_about(draft, "variant.chosen", by, now, variant=variant)


def _write_enterprise(enterprise: Organisation, profile: dict) -> None:
    fields = _checked(profile)
    for name, value in fields.items():
        setattr(enterprise, name, value)
    # No other field is written: somebody may claim the enterprise in the same moment.
    enterprise.save(update_fields=fields)


def _checked(profile: dict) -> dict[str, str | bool]:
    """What belongs to the enterprise itself; ValidationError says what is wrong with a tax code."""
    fields = {name: value for name, value in profile.items() if name in _OF_ENTERPRISE}
    if fields.get("sector") and sector_of(fields["sector"]) is None:
        raise SurveyError("unknown_sector", sector=fields["sector"])
    if fields.get("area") and area_of(fields["area"]) is None:
        raise SurveyError("unknown_area", area=fields["area"])
    if fields.get("tax_code"):
        fields["tax_code"] = check_tax_code(fields["tax_code"])
    return fields


def _make_round(
    organisation: Organisation,
    index_version: IndexVersion,
    profile: dict,
    by: User | None,
    now: datetime,
    variant: str = "",
) -> Assessment:
    assessment = Assessment(
        organisation=organisation,
        index_version=index_version,
        variant=variant,
        round=next_number(organisation, index_version.index_id),
        is_above_threshold=profile.get("is_above_threshold"),
        ways=profile.get("ways", {}),
        wants=profile.get("wants", []),
        started_at=now,
        changed_at=now,
    )
    _write_round(assessment, profile)
    record_about(assessment, "assessment.started", by, now, round=assessment.round)
    return assessment


@transaction.atomic
def start_blank_round(
    *,
    organisation: Organisation,
    index_version: IndexVersion,
    profile: dict,
    by: User | None,
    now: datetime,
    variant: str = "",
) -> Assessment:
    """A round of an enterprise that stands already, with nothing of those before it.

    Raises SurveyError: draft_open where one is being answered.
    """
    Organisation.objects.select_for_update().get(pk=organisation.pk)
    if _open_draft(organisation, index_version.index_id):
        raise SurveyError("draft_open", organisation=str(organisation.public_id))
    return _make_round(organisation, index_version, profile, by, now, variant)


def next_number(organisation: Organisation, index_id: str) -> int:
    """Of a round; a corrected version of the index does not start again at 1."""
    same_index = organisation.assessments.filter(index_version__index_id=index_id)
    last = same_index.aggregate(last=Max("round"))["last"] or 0
    return last + 1


def _write_round(assessment: Assessment, profile: dict) -> None:
    for name in _OF_ROUND:
        if name in profile:
            setattr(assessment, name, profile[name])
    for name in ("employees", "revenue", "capital"):
        if (getattr(assessment, name) or 0) < 0:
            raise SurveyError("number_negative", figure=name)
    if assessment.employees == 0:
        raise SurveyError("no_people")
    assessment.size = size_of(assessment).id
    assessment.save()


def _open_draft(organisation: Organisation, index_id: str) -> Assessment | None:
    """Raises SurveyError: correction_open where the draft mends a round that was sent;
    being_typed where an association types it.
    """
    drafts = organisation.assessments.filter(
        state=Assessment.State.DRAFT, index_version__index_id=index_id
    )
    draft = drafts.first()
    if draft and draft.corrects_id:
        raise SurveyError("correction_open", draft=str(draft.public_id))
    if draft and draft.is_being_typed:
        raise SurveyError("being_typed", draft=str(draft.public_id))
    return draft


@transaction.atomic
def change_profile(
    *, assessment: Assessment, now: datetime, by: User | None, **profile
) -> Assessment:
    """Change name, is_household, tax_code, sector, area, employees, revenue, capital or is_young.

    Ratios that use these numbers are judged again.
    """
    unknown = set(profile) - {*_OF_ENTERPRISE, *_OF_ROUND}
    if unknown:
        raise SurveyError("unknown_field", fields=sorted(unknown))

    draft = locked_draft(assessment)
    _write_enterprise(draft.organisation, profile)
    draft.changed_at = now
    if profile.get("revenue", draft.revenue) != draft.revenue:
        # What was told of the threshold before is older than the figure.
        draft.is_above_threshold = None
    _write_round(draft, profile)

    # Some figures of the questionnaire are numbers of the profile, and ratios stand on these.
    figures = draft.index.figures.values()
    changed = {
        figure["id"] for figure in figures if figure.get("from_profile") in profile
    }
    level_again(draft, changed, by=by, now=now)
    record_about(draft, "profile.changed", by, now, fields=sorted(profile))
    return draft


@transaction.atomic
def start_next_round(
    *, assessment: Assessment, by: User | None, now: datetime
) -> Assessment:
    """A new draft with the answers of a submitted round, each to be confirmed before it counts.

    The figures of the last round are not carried over: a quarter's revenue is of its quarter.
    Called twice it gives the same draft. Raises SurveyError: not_submitted; correction_open;
    index_retired where no version is open.
    """
    organisation = locked_organisation(assessment)
    before = assessment.index_version
    draft = _open_draft(organisation, before.index_id)
    if draft:
        return draft

    assessment = last_sent(assessment)
    if assessment.state != Assessment.State.SUBMITTED:
        raise SurveyError("not_submitted", assessment=str(assessment.public_id))
    version = newest_index_version(before.index_id)
    if version is None:
        raise SurveyError("index_retired", index=str(before))

    profile = _profile_of(assessment, now)
    following = _make_round(organisation, version, profile, by, now, assessment.variant)
    copy_answers(assessment, following, now)
    return following


@transaction.atomic
def begin_round_of(
    *,
    enterprise: Organisation,
    index_version: IndexVersion,
    sent_since: datetime,
    by: User | None,
    now: datetime,
) -> Assessment:
    """What an enterprise that is here already answers where somebody asks for a round.

    What it sent since then, or the open draft of this index, or the round after the last one;
    the first, where there was none. Raises SurveyError: correction_open; index_retired.
    """
    locked = Organisation.objects.select_for_update().get(pk=enterprise.pk)
    index_id = index_version.index_id
    same_index = locked.assessments.filter(index_version__index_id=index_id)
    sent = same_index.filter(submitted_at__isnull=False).order_by("-submitted_at")
    last = sent.first()
    if last and last.submitted_at >= sent_since:
        return last
    draft = _open_draft(locked, index_id)
    if draft:
        return draft
    if last:
        return start_next_round(assessment=last, by=by, now=now)
    profile = {"sector": locked.sector, "area": locked.area}
    sizes = size_class(
        employees=None, revenue=None, capital=None, sector_code=locked.sector
    )
    variant = only_industry_of(index_version.index, locked.sector, sizes.possible)
    return _make_round(locked, index_version, profile, by, now, variant)


def locked_organisation(assessment: Assessment) -> Organisation:
    """Two clicks at once start one round."""
    organisations = Organisation.objects.select_for_update()
    return organisations.get(pk=assessment.organisation_id)


def _profile_of(assessment: Assessment, now: datetime) -> dict:
    profile = {name: getattr(assessment, name) for name in TAKEN_ALONG}
    if profile["is_young"]:
        profile["is_young"] = _is_young_still(assessment.organisation, now)
    return profile


def _is_young_still(enterprise: Organisation, now: datetime) -> bool:
    """Whoever was less than a year old in some round is older a year after that one."""
    rounds = enterprise.assessments.filter(is_young=True)
    said_first = rounds.aggregate(first=Min("started_at"))["first"]
    return now - said_first < YEAR


@transaction.atomic
def start_under(
    *,
    assessment: Assessment,
    version: IndexVersion,
    reading: Estimate,
    by: User | None,
    now: datetime,
) -> Assessment:
    """A new draft under another index with what a submitted round tells for certain.

    Each answer is to be confirmed. An enterprise that has an open draft of that index goes on
    with it; nothing is written over.
    """
    organisation = locked_organisation(assessment)
    if version.status != IndexVersion.Status.PUBLISHED:
        raise SurveyError("index_retired", index=str(version))
    draft = _open_draft(organisation, version.index_id)
    if draft:
        return draft
    profile, variant = _profile_of(assessment, now), reading.index.variant
    following = _make_round(organisation, version, profile, by, now, variant)
    answers = []
    for code, value in reading.given().items():
        answer = Answer(
            assessment=following,
            question=code,
            to_confirm=True,
            changed_by=by,
            changed_at=now,
            **value,
        )
        answers.append(answer)
    Answer.objects.bulk_create(answers)
    keep_history(answers)
    return following
