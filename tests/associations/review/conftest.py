"""An association with a manager and two reviewers, and a firm that shares two proved answers."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

import pytest

from accounts.models import Consent
from associations.models import Assignment, Review
from associations.review.assignments.services import assign, open_review
from associations.review.decisions.agreement import forget_agreement
from associations.review.decisions.services import hand_in
from associations.review.findings.screen import way_of
from associations.review.findings.services import record_finding
from associations.review.phases.queries import phases
from survey.models import Result
from tests.builders import NOW, PDF, make_evidence, make_membership
from tests.personas import Persona, make_persona, make_share

PROVED = ("1.1.1", "1.1.2")


@dataclass(frozen=True)
class Reviewing:
    """What the tests of this folder begin with."""

    manager: Persona
    first: Persona
    second: Persona
    owner: Persona
    result: Result
    consent: Consent

    def open(self, *people: Persona, phase: str = "one", now: datetime = NOW) -> Review:
        return open_review(
            result=self.result,
            association=self.manager.organisation,
            phase=phases()[f"association.{phase}"],
            reviewers=[person.user for person in people or (self.first,)],
            by=self.manager.user,
            now=now,
        )

    def give(self, review: Review, person: Persona) -> Assignment:
        by = self.manager.user
        return assign(review=review, reviewer=person.user, by=by, now=NOW)

    def find(
        self,
        review: Review,
        person: Persona,
        question: str,
        verdict: str = "accepted",
        level: int | None = None,
        words: str = "",
        now: datetime = NOW,
    ):
        return record_finding(
            assignment=assignment_of(review, person),
            question=question,
            verdict=verdict,
            level=level,
            words=words,
            by=person.user,
            now=now,
        )

    def next_open(self, review: Review, person: Persona) -> str:
        """A level that is given may open and hide what comes after."""
        return next(iter(way_of(assignment_of(review, person)).left), "")

    def finish(
        self,
        review: Review,
        person: Persona,
        now: datetime = NOW,
        **levels: int,
    ) -> Review:
        """Every answer judged, those named (`q_1_1_1=1`) at another level, and handed in."""
        while question := self.next_open(review, person):
            level = levels.get(f"q_{question.replace('.', '_')}")
            if level is None:
                self.find(review, person, question, now=now)
            else:
                words = f"Chỉ thấy mức {level}"
                self.find(review, person, question, "adjusted", level, words, now=now)
        hand_in(assignment=assignment_of(review, person), by=person.user, now=now)
        review.refresh_from_db()
        return review


def assignment_of(review: Review, person: Persona) -> Assignment:
    return Assignment.objects.get(review=review, reviewer=person.user)


@pytest.fixture
def reviewing(owner: Persona, staff: Persona, result: Result) -> Reviewing:
    for code in PROVED:
        make_evidence(result.assessment, code, content=PDF + code.encode())
    consent = make_share(owner.organisation, staff.organisation, "evidence")
    return Reviewing(
        manager=staff,
        first=make_reviewer(staff, "mot@hoi.example", "Lê Một"),
        second=make_reviewer(staff, "hai@hoi.example", "Trần Hai"),
        owner=owner,
        result=result,
        consent=consent,
    )


@pytest.fixture(autouse=True)
def _nothing_kept():
    forget_agreement()


def make_reviewer(staff: Persona, email: str, name: str) -> Persona:
    return make_persona(email, staff.organisation, "reviewer", full_name=name)


@pytest.fixture
def as_member(reviewing: Reviewing) -> Callable[[Persona], None]:
    """Somebody comes to belong to the firm, too."""

    def join(person: Persona) -> None:
        make_membership(person.user, reviewing.owner.organisation, "member")

    return join
