"""Where words stand that people type: there a person may be named by others."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.contrib.admin.models import LogEntry
from django.db.models import JSONField, Model, Q, QuerySet

from associations.models import (
    Affiliation,
    Assignment,
    AssociationProfile,
    Call,
    Campaign,
    Finding,
    ImportRow,
    Member,
    PeriodLock,
    Review,
)
from privacy.models import Incident, PersonRequest, RequestStep
from privacy.persons.marks import Marks
from privacy.persons.person import Person
from providers.models import (
    Application,
    ApplicationFile,
    Change,
    ComplaintFile,
    ComplaintStep,
    Declaration,
    EntryFile,
    EntryVersion,
    Inquiry,
    Lead,
    LeadFile,
    LeadMessage,
    LeadOffer,
    LeadOutcome,
    Provider,
    Rating,
    Reference,
    Relation,
    Score,
    Solution,
    VettingStep,
)
from roadmap.models import RoadmapStep
from survey.models import (
    Answer,
    AnswerChange,
    Evidence,
    Feedback,
    Respondent,
    RespondentAnswer,
)

# Whose content is an address or a number as a whole: what is left of it serves nobody.
WHOLE = {"email", "phone", "contact_email", "contact_phone"}
# The address of whoever a telephone is for.
BESIDE = {"phone": "email", "contact_phone": "contact_email"}


@dataclass(frozen=True)
class Place:
    """fields: what is typed there. organisations: by which lookups it belongs to whom.

    In what belongs to others or to nobody a name may be anybody's, and anybody may have typed
    any telephone as theirs: there only confirmed addresses tell who is meant.
    """

    model: type[Model]
    fields: tuple[str, ...]
    organisations: tuple[str, ...] = ()

    @property
    def label(self) -> str:
        return self.model._meta.label


PLACES = (
    Place(Answer, ("text",), ("assessment__organisation",)),
    Place(AnswerChange, ("text",), ("assessment__organisation",)),
    Place(RespondentAnswer, ("text",), ("respondent__assessment__organisation",)),
    Place(Respondent, ("name",), ("assessment__organisation",)),
    Place(Evidence, ("name", "note"), ("assessment__organisation",)),
    Place(RoadmapStep, ("text", "who", "note"), ("roadmap__organisation",)),
    Place(
        Lead,
        (
            "contact_name",
            "contact_email",
            "contact_phone",
            "message",
            "decline_reason",
        ),
        ("organisation", "provider__organisation"),
    ),
    *(
        Place(model, fields, ("lead__organisation", "lead__provider__organisation"))
        for model, fields in (
            (LeadMessage, ("text",)),
            (LeadFile, ("name",)),
            (LeadOffer, ("scope",)),
            (LeadOutcome, ("words",)),
        )
    ),
    Place(
        ComplaintStep,
        ("words", "wanted"),
        ("complaint__enterprise", "complaint__provider__organisation", "house"),
    ),
    Place(ComplaintFile, ("name",), ("house",)),
    Place(
        Rating,
        ("words", "reply", "hidden_because"),
        ("enterprise", "provider__organisation"),
    ),
    Place(
        Provider,
        ("about", "certificates", "website", "email", "phone"),
        ("organisation",),
    ),
    Place(Solution, ("name", "what"), ("provider__organisation",)),
    Place(Application, ("reasons",), ("provider__organisation", "association")),
    Place(Declaration, ("values",), ("application__provider__organisation",)),
    Place(ApplicationFile, ("name",), ("application__provider__organisation",)),
    Place(
        Reference,
        ("contact_name", "email", "phone", "doubt"),
        ("application__provider__organisation", "application__association"),
    ),
    Place(Score, ("reason",), ("evaluation__application__association",)),
    Place(
        Inquiry,
        ("words", "reply"),
        ("application__provider__organisation", "application__association"),
    ),
    Place(
        VettingStep,
        ("words",),
        ("application__provider__organisation", "application__association"),
    ),
    Place(Relation, ("words",), ("association",)),
    Place(EntryFile, ("name", "text"), ("provider__organisation",)),
    Place(EntryVersion, ("content",), ("provider__organisation",)),
    Place(Change, ("before", "after", "reason"), ("provider__organisation",)),
    Place(
        AssociationProfile,
        (
            "about",
            "offers",
            "joining",
            "picture_text",
            "email",
            "phone",
            "website",
            "address",
        ),
        ("organisation",),
    ),
    Place(Review, ("words", "settled"), ("organisation",)),
    Place(Assignment, ("reason",), ("review__organisation",)),
    Place(Finding, ("words", "reply"), ("assignment__review__organisation",)),
    Place(PeriodLock, ("reason", "name"), ("organisation",)),
    Place(Affiliation, ("reason",), ("enterprise", "association")),
    # Of an enterprise of the person; elsewhere a confirmed address tells who is meant.
    Place(Member, ("contact_person", "email", "phone", "note"), ("enterprise",)),
    Place(ImportRow, ("cells",)),
    Place(
        Campaign,
        ("name", "welcome", "closed_because"),
        ("association",),
    ),
    Place(Call, ("note",), ("member__association", "member__enterprise")),
    Place(Feedback, ("missing",)),
    Place(Incident, ("what", "data", "harm_note", "measures")),
    Place(PersonRequest, ("email", "words")),
    Place(RequestStep, ("words",)),
    Place(LogEntry, ("object_repr", "change_message")),
)


def rows_naming(place: Place, person: Person) -> Iterator[tuple[Model, Marks]]:
    """Each row that may name the person, and by what it is looked for there."""
    theirs = _of_organisations(place, person)
    if place.organisations:
        for row in theirs.iterator():
            yield row, person.marks
    elsewhere = place.model.objects.filter(_may_stand_in(place, person))
    for row in elsewhere.iterator():
        if _stands_in(row, place, person.proven):
            yield row, person.marks.without_names()


def _stands_in(row: Model, place: Place, marks: Marks) -> bool:
    contents = [getattr(row, field) for field in place.fields]
    return marks.taken_out_of(contents) != contents


def _of_organisations(place: Place, person: Person) -> QuerySet[Model]:
    belongs = Q()
    for lookup in place.organisations:
        belongs |= Q(**{f"{lookup}__in": person.organisations})
    filled = Q()
    for field in place.fields:
        # Most rows hold a number and no words.
        filled |= ~Q(**{field: _empty(place, field)})
    return place.model.objects.filter(belongs, filled)


def _empty(place: Place, field: str) -> object:
    is_json = isinstance(place.model._meta.get_field(field), JSONField)
    return {} if is_json else ""


def _may_stand_in(place: Place, person: Person) -> Q:
    """Told by the database, so that not all rows of all enterprises are read."""
    found = Q(pk__in=[])
    for field in place.fields:
        if isinstance(place.model._meta.get_field(field), JSONField):
            # Providers and what they offer: few, and each is read.
            return Q()
        for address in person.emails:
            found |= Q(**{f"{field}__icontains": address})
    return found
