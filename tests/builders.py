"""Small builders: each makes one thing with sensible values and takes what matters as keywords."""

import json
from collections import Counter
from datetime import UTC, date, datetime, timedelta
from functools import cache
from pathlib import Path
from unittest.mock import patch

from django.conf import settings

from accounts.models import (
    ROLES_OF,
    AuditEvent,
    Membership,
    Organisation,
    StaffInvitation,
    User,
)
from accounts.tokens import token_hash
from indexes.documents.reader import checksum_of, read
from indexes.models import IndexVersion
from language.collation import unaccented
from providers.leads.services import Contact, ask_provider
from providers.leads.talks import write_message
from providers.matching.services import recommend
from providers.models import Lead, LeadFile, Provider, Solution
from roadmap.models import Roadmap, RoadmapStep
from roadmap.planning.position import Position, Target
from roadmap.services import make_roadmap
from roadmap.steps.services import add_step
from scoring.rubric import Rubric
from scoring.rules import NOT_APPLICABLE
from survey.answers.progress import counted_levels
from survey.answers.services import Saved, save_answers
from survey.answers.values import AnswerValue
from survey.colleagues.services import invite
from survey.evidence.files import CheckedFile
from survey.evidence.services import add_evidence, judge_file
from survey.models import Answer, Assessment, Evidence, Respondent, Result
from survey.results.freeze import frozen_result
from survey.results.newest import note_newest

NOW = datetime(2026, 11, 20, 3, 0, tzinfo=UTC)
INDEXES = Path(__file__).resolve().parent / "indexes"
INDEX_FOLDERS = (settings.FIXTURES_DIR / "indexes", INDEXES)
# One empty page. Readers find the objects by themselves, so no table has to be right.
PDF = (
    b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n"
    b"2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
    b"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]>>endobj\n"
    b"trailer<</Root 1 0 R>>\nstartxref\n9\n%%EOF\n"
)
PASSWORD = "mot-mat-khau-dai-2026"
CONTACT = Contact("Nguyễn Thị Hòa", "hoa@quanpho.example", "0901 234 567")


def make_user(email: str = "chu@quanpho.example", **fields) -> User:
    return User.objects.create_user(email, PASSWORD, **fields)


def make_organisation(
    kind: str = "enterprise", name: str = "Quán phở Hòa Bình", **fields
) -> Organisation:
    return Organisation.objects.create(kind=kind, name=name, **fields)


def make_membership(
    user: User, organisation: Organisation, role: str = ""
) -> Membership:
    """Without a role named the first one of its kind: owner, or manager of those with staff."""
    role = role or ROLES_OF[organisation.kind][0]
    organisation.claimed_at = organisation.claimed_at or NOW
    organisation.save()
    return Membership.objects.create(user=user, organisation=organisation, role=role)


def make_work(organisation: Organisation, **fields) -> StaffInvitation:
    """Somebody is asked to work there; the link of the letter is `/lam-viec/bi-mat/`."""
    given = {
        "email": "moi@hoi.example",
        "role": "officer",
        "language": "vi",
        "token_hash": token_hash("bi-mat"),
        "sent_at": NOW,
        "expires_at": NOW + timedelta(days=14),
    }
    return StaffInvitation.objects.create(organisation=organisation, **given | fields)


def make_enterprise(owner: User, **fields) -> Organisation:
    """A food shop that belongs to this user."""
    enterprise = make_organisation(**fields)
    make_membership(owner, enterprise)
    return enterprise


@cache
def _index_text(name: str) -> str:
    """Read once a session: YAML takes a tenth of a second for a real index, JSON nearly nothing."""
    path = next(
        file for folder in INDEX_FOLDERS if (file := folder / f"{name}.yaml").exists()
    )
    return json.dumps(read(path).data)


def index_document(name: str) -> dict:
    """An index of the project or of tests, by the name of its file; the caller may change it."""
    return json.loads(_index_text(name))


def small_document() -> dict:
    """The index of tests/indexes/small.yaml as it is published; another one for each caller."""
    return index_document("small")


def make_version_of(name: str) -> IndexVersion:
    """A published version of the index that has this name."""
    return make_index_version(index_document(name))


def make_index_version(document: dict | None = None, **fields) -> IndexVersion:
    """A published version of the small index; an equal one is made once only."""
    document = document or small_document()
    head = document["index"]
    version, _ = IndexVersion.objects.get_or_create(
        index_id=head["id"],
        version=head["version"],
        defaults={
            "document": document,
            "checksum": checksum_of(document),
            "published_at": NOW,
            **fields,
        },
    )
    return version


def make_assessment(
    organisation: Organisation | None = None,
    index_version: IndexVersion | None = None,
    **fields,
) -> Assessment:
    """A draft: a food shop with 20 employees, first round unless told otherwise."""
    profile = {
        "sector": "I",
        "area": "",
        "employees": 20,
        "revenue": 8_000_000_000,
        "size": "small",
    }
    return Assessment.objects.create(
        organisation=organisation or make_organisation(),
        index_version=index_version or make_index_version(),
        **{**profile, "started_at": NOW, "changed_at": NOW, **fields},
    )


def make_answers(
    assessment: Assessment, level: int = 3, **by_code: int
) -> list[Answer]:
    """Every scored question answered at `level`; one by name: `make_answers(draft, q_1_1_1=0)`."""
    own = {
        name.removeprefix("q_").replace("_", "."): value
        for name, value in by_code.items()
    }
    answers = [
        Answer(
            assessment=assessment,
            question=code,
            level=own.get(code, level),
            changed_at=NOW,
        )
        for code in assessment.index.codes
    ]
    return Answer.objects.bulk_create(answers)


def save_answer(
    *,
    assessment: Assessment,
    question: str,
    value: AnswerValue,
    by: User | None = None,
    now: datetime = NOW,
    seen_revision: int | None = None,
) -> Saved:
    """One answer, as a page with one question saves it; raises what refuses it."""
    seen = {} if seen_revision is None else {question: seen_revision}
    saved, refused = save_answers(
        assessment=assessment, values={question: value}, by=by, now=now, seen=seen
    )
    if question in refused:
        raise refused[question]
    return saved[question]


def all_at(rubric: Rubric, level: int) -> list[int]:
    """Every question at this level, or at its top; groups as a whole."""
    levels = [min(level, question.top) for question in rubric.questions]
    for group in rubric.groups:
        # A mean without a question of its own has nothing to be answered instead.
        if group.position is not None:
            for member in group.members:
                levels[member] = NOT_APPLICABLE
    return levels


def make_result(
    assessment: Assessment | None = None,
    level: int = 3,
    levels: list[int] | None = None,
    **fields,
) -> Result:
    """A submitted assessment with its result: every question at `level`, or as in `levels`."""
    assessment = assessment or make_assessment()
    levels = levels or all_at(assessment.index.rubric, level)
    result = frozen_result(
        assessment=assessment, levels=levels, digest="0" * 64, now=NOW
    )
    for name, value in fields.items():
        setattr(result, name, value)
    result.save()
    assessment.state, assessment.submitted_at = (
        Assessment.State.SUBMITTED,
        result.created_at,
    )
    assessment.save(update_fields=["state", "submitted_at"])
    note_newest([result.organisation_id])
    return result


def make_correction(first: Result, level: int) -> Result:
    """The corrected result of a round, at another level."""
    before = first.assessment
    correction = make_assessment(
        first.organisation, corrects=before, round=before.round
    )
    corrected = make_result(correction, level=level)
    before.replaced_at = corrected.created_at
    before.save()
    return corrected


def make_evidence(assessment: Assessment, question: str = "1.1.1", **file) -> Evidence:
    """A small PDF beside an answer."""
    is_usual = not {"name", "content"} & set(file)
    file = {"name": "hóa đơn.pdf", "content": PDF, "by": None, "now": NOW, **file}
    judge = judged_once if is_usual else judge_file
    with patch("survey.evidence.services.judge_file", judge):
        return add_evidence(assessment=assessment, question=question, **file)


@cache
def judged_once(content: bytes, name: str) -> CheckedFile:
    """Judging takes a process beside this one: the usual file is judged once for all tests."""
    return judge_file(content, name)


def make_respondent(
    assessment: Assessment, email: str = "lan@quanpho.example", **asked
) -> Respondent:
    """A colleague asked to answer pillar 1."""
    asked = {
        "name": "Chị Lan",
        "pillars": ["1"],
        "language": "vi",
        "build_url": str,
        "now": NOW,
        **asked,
    }
    asked["by"] = asked.get("by") or make_user(f"moi-{email}")
    return invite(assessment=assessment, email=email, **asked)


def make_provider(
    name: str = "Công ty Web Sao Mai", slug: str = "sao-mai", **fields
) -> Provider:
    """A vetted provider that works online, with ten places a month."""
    facts = {
        "about": {"vi": "Làm web.", "en": "Makes websites."},
        "email": f"{slug}@sao.example",
    }
    return Provider.objects.create(
        organisation=make_organisation("provider", name),
        slug=slug,
        **{
            **facts,
            "vetted_until": date(2099, 1, 1),
            "search_key": unaccented(name),
            **fields,
        },
    )


def make_solution(
    provider: Provider | None = None, slug: str = "web", **fields
) -> Solution:
    """Raises question 1.1.1 of the small index by two levels, for everybody, for 5 million once."""
    facts = {
        "name": {"vi": f"Giải pháp {slug}", "en": f"Solution {slug}"},
        "what": {"vi": "Làm cho anh/chị.", "en": "Done for you."},
        "kind": Solution.Kind.SERVICE,
        "improves": [{"question": "1.1.1", "lift": 2}],
        "index_id": "small",
        "price_from": 5_000_000,
        "price_to": 9_000_000,
        "price_unit": Solution.Unit.ONCE,
    }
    return Solution.objects.create(
        provider=provider or make_provider(), slug=slug, **{**facts, **fields}
    )


def make_lead(
    result: Result, solution: Solution, by: User | None = None, **asked
) -> Lead:
    """The enterprise asks the provider of a solution that was suggested to it to get in touch."""
    recommend(result=result, now=NOW)
    asked = {"contact": CONTACT, "items": ["contact"], "by": by, "now": NOW, **asked}
    return ask_provider(result=result, solution=solution, **asked)


def make_lead_file(lead: Lead, side: str = "provider") -> LeadFile:
    """Sent with a message by one side."""
    file = CheckedFile("pdf", "bao-gia.pdf", PDF)
    message = write_message(
        lead=lead, side=side, text="Mời anh xem", by=None, now=NOW, files=[file]
    )
    return message.files.get()


def two_steps(roadmap: Roadmap) -> tuple[RoadmapStep, RoadmapStep]:
    """The first two levels of a question, in two parts of the year; further ones are taken away."""
    codes = Counter(roadmap.steps.values_list("question", flat=True))
    code = next(code for code, count in codes.items() if code and count > 1)
    steps = roadmap.steps.filter(question=code).order_by("from_level")
    first, second, *others = steps
    for step, horizon in ((first, 3), (second, 12)):
        step.horizon = horizon
        step.save()
    for step in others:
        step.delete()
    return first, second


def make_roadmap_of(
    result: Result,
    target: int | None = None,
    by: User | None = None,
    now: datetime = NOW,
) -> Roadmap:
    """The advised way from the result to the target (the next level), kept as its roadmap."""
    standing = Position(result)
    goal = Target(target if target is not None else standing.next_level)
    return make_roadmap(
        result=result,
        after=standing.plan(goal),
        target=goal,
        way=Roadmap.Way.ADVISED,
        by=by,
        now=now,
    )


def actions_logged(prefix: str = "") -> list[str]:
    """What the audit log says was done, in order; signing in only where that is asked for."""
    events = AuditEvent.objects.filter(action__startswith=prefix).order_by("pk")
    if not prefix:
        events = events.exclude(chain="sign_in")
    return list(events.values_list("action", flat=True))


def planned_levels(roadmap: Roadmap) -> dict[str, int]:
    """How far each question goes."""
    steps = roadmap.steps.exclude(question="").order_by("to_level")
    return dict(steps.values_list("question", "to_level"))


def make_own_step(roadmap: Roadmap, text: str = "Họp cả nhà", **fields) -> RoadmapStep:
    """A step in the enterprise's own words, in the next three months, with no day of its own."""
    usual = {"horizon": 3, "due": None, "who": "", "note": "", "by": None, "now": NOW}
    return add_step(roadmap=roadmap, text=text, **{**usual, **fields})


def levels_of(assessment: Assessment) -> dict[str, int | None]:
    """Level of every scored question as it counts now.

    None: not answered, or copied and not confirmed. -2 (NOT_APPLICABLE): does not apply,
    or its branch is not taken.
    """
    return counted_levels(assessment.index, assessment.answers.all())
