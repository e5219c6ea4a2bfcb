"""All that stands on the page of one answer under review."""

from dataclasses import dataclass

from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.access.scopes import Scope, scope_granted
from associations.models import Assignment, Finding, Review
from associations.review.findings.forms import FindingForm
from associations.review.findings.queries import (
    answer_before,
    changes_of,
    findings_of,
    is_open,
    levels_given,
    open_questions,
    others_findings,
    phase_of,
    questions_for,
    questions_of,
)
from associations.review.standing import LEAST
from indexes.index.model import Index
from language.texts import in_language
from survey.answers.contradictions import contradictions
from survey.answers.queries import answers_of
from survey.answers.words import answer_text
from survey.evidence.handing import PICTURES, SHOWN_INSIDE
from survey.evidence.queries import evidence_by_question
from survey.models import Answer, Assessment, Evidence
from survey.results.branches import Branches
from survey.results.scored import ScoredResult


@dataclass(frozen=True)
class Way:
    """Through the answers of one review."""

    codes: list[str]
    findings: dict[str, Finding]
    # Of the review what the levels given so far open, and what applies no more by them.
    opened: list[str]
    hidden: list[str]

    def before(self, code: str) -> str:
        place = self.codes.index(code)
        return self.codes[place - 1] if place else ""

    def after(self, code: str) -> str:
        return next(iter(self.codes[self.codes.index(code) + 1 :]), "")

    def next_open(self, code: str) -> str:
        """The next one to judge after this one, from the top again at the end; "" at last."""
        place = self.codes.index(code)
        in_turn = self.codes[place + 1 :] + self.codes[:place]
        return next(iter(open_questions(in_turn, self.findings)), "")

    @property
    def left(self) -> list[str]:
        return open_questions(self.codes, self.findings)


def way_of(assignment: Assignment) -> Way:
    review, findings = assignment.review, findings_of(assignment)
    branches, given = Branches(ScoredResult(review.result)), levels_given(findings)
    gone = branches.hidden(given)
    return Way(
        codes=questions_for(review, findings),
        findings=findings,
        opened=branches.opened(given),
        hidden=[code for code in questions_of(review) if code in gone],
    )


def rows_of(assignment: Assignment, way: Way) -> list[dict]:
    """Every answer of the review with what this reviewer found so far."""
    index = assignment.review.result.index
    rows = []
    for code in way.codes:
        finding = way.findings.get(code)
        rows.append(
            {
                "code": code,
                "ask": ask_of(index, code),
                "finding": finding,
                "is_open": is_open(finding),
                "is_opened": code in way.opened,
            }
        )
    return rows


def ask_of(index: Index, code: str) -> str:
    question = index.questions[code]
    return in_language(question.get("ask") or question["name"])


def name_of(review: Review) -> str:
    """Of the firm, as far as whoever looks may know it."""
    if phase_of(review).is_blind:
        code = str(review.public_id)[:6].upper()
        return _("Enterprise %(code)s") % {"code": code}
    return review.organisation.name


def screen(
    assignment: Assignment, scope: Scope, code: str, way: Way, form: FindingForm
) -> dict:
    review = assignment.review
    assessment, index = review.result.assessment, review.result.index
    declared = Branches(ScoredResult(review.result)).declared(code)
    answer = answers_of(assessment).get(code)
    before = _shared_before(review, code)
    return {
        "assignment": assignment,
        "review": review,
        "phase": phase_of(review),
        "name": name_of(review),
        "code": code,
        "ask": ask_of(index, code),
        "said": answer_text(index, answer),
        "declared": declared,
        "is_opened": code in way.opened,
        "levels": _levels(form, declared),
        "kinds": [in_language(name) for _id, name in index.proof_kinds(code)],
        "files": _files(review, code) if scope is Scope.EVIDENCE else [],
        "sees_files": scope is Scope.EVIDENCE,
        "before": _said_before(before) if before else None,
        "contradictions": _contradictions(review, code),
        "changes": _changes(review, code),
        "others": _others(assignment, code),
        "finding": way.findings.get(code),
        "form": form,
        "number": way.codes.index(code) + 1,
        "total": len(way.codes),
        "left": len(way.left),
        "previous": way.before(code),
        "next": way.next_open(code) or way.after(code),
    }


def _levels(form: FindingForm, declared: int | None) -> list[dict]:
    """The choices as cards; which one the firm declared is told in words."""
    return [
        {"radio": radio, "level": level, "is_declared": level == declared}
        for level, radio in enumerate(form["level"])
    ]


def _files(review: Review, code: str) -> list[dict]:
    files = evidence_by_question(review.result.assessment).get(code, [])
    rows = []
    for number, file in enumerate(files, start=1):
        row = {
            "file": file,
            "name": file_name(review, file, number),
            "is_picture": file.kind in PICTURES,
            "is_inside": file.kind in SHOWN_INSIDE,
        }
        rows.append(row)
    return rows


def file_name(review: Review, file: Evidence, number: int) -> str:
    """Its own may tell whose it is."""
    if not phase_of(review).is_blind:
        return file.name
    told = _("File %(number)s") % {"number": number}
    return f"{told}.{file.kind}"


def _shared_before(review: Review, code: str) -> tuple[Assessment, Answer] | None:
    """The answer of the round before, where the firm lets this round be looked at, too."""
    before = answer_before(review.result.assessment, code)
    if before is None:
        return None
    scope = scope_granted(
        review.association,
        review.organisation,
        before[0].round_key,
        timezone.now(),
    )
    return before if scope >= LEAST else None


def _said_before(before: tuple) -> dict:
    assessment, answer = before
    return {
        "said": answer_text(assessment.index, answer),
        "level": answer.level,
        "day": assessment.submitted_at,
    }


def _contradictions(review: Review, code: str) -> list[dict]:
    """What does not fit this answer, with the other answers that are meant."""
    index = review.result.index
    found = []
    for each in contradictions(review.result.assessment):
        if code not in each["questions"]:
            continue
        others = [other for other in each["questions"] if other != code]
        said = in_language(each["say"])
        found.append(
            {"say": said, "others": [(other, ask_of(index, other)) for other in others]}
        )
    return found


def _changes(review: Review, code: str) -> list[dict]:
    index = review.result.index
    return [
        {"said": answer_text(index, change), "at": change.changed_at}
        for change in changes_of(review.result.assessment, code)
    ]


def _others(assignment: Assignment, code: str) -> list[dict]:
    is_blind = phase_of(assignment.review).is_blind
    told = []
    for finding in others_findings(assignment):
        if finding.question != code:
            continue
        person = finding.assignment.reviewer
        name = str(person) if person else ""
        told.append({"finding": finding, "by": "" if is_blind else name})
    return told
