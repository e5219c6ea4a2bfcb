"""Reviews in every state: waiting, begun, asked back, far apart, decided, and one appeal."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta

from accounts.access.scopes import Scope
from accounts.models import Membership, Organisation, User
from assessment.demo.confidence import FILES, earning, paper
from assessment.demo.people import ASSOCIATION, REVIEWER
from associations.consents.services import share_results
from associations.consents.texts import CURRENT
from associations.models import Affiliation, Assignment, Finding, Review
from associations.review.assignments.services import abstain, open_review
from associations.review.decisions.services import appeal, hand_in
from associations.review.findings.queries import questions_of
from associations.review.findings.services import record_finding, reply
from associations.review.phases.queries import phases
from survey.evidence.services import add_evidence
from survey.models import Result
from survey.results.scored import ScoredResult

ASKS = "Sổ này dùng từ tháng mấy? Anh/chị chụp thêm trang đầu giúp."
REPLIES = "Dùng từ tháng 3. Trang đầu ở tệp thứ hai."
LOWERS = "Tệp cho thấy mới làm ở một bộ phận."
APPEALS = "Cả ba cửa hàng đều dùng, tệp chỉ chụp một nơi. Nhờ một người khác xem lại."
KNOWS = "Tôi từng làm ở đây."


def make_reviews(
    sign_ins: Mapping[str, User],
    association: Organisation,
    own: Result,
    newest: Sequence[Result],
    now: datetime,
) -> None:
    """own: of the demo's owner, who appeals; one a state of the others."""
    manager, reviewer = sign_ins[ASSOCIATION], sign_ins[REVIEWER]
    reviews = _Reviews(association, manager, reviewer, now)
    reviews.make(own, members_among(newest, association))


class _Reviews:
    """Makes them one after another; `manager` and `reviewer` work for the association."""

    def __init__(
        self,
        association: Organisation,
        manager: User,
        reviewer: User,
        now: datetime,
    ) -> None:
        self.association = association
        self.manager = manager
        self.reviewer = reviewer
        self.now = now

    def make(self, own: Result, results: Sequence[Result]) -> None:
        self._appealed(own)
        states = (
            self._waiting,
            self._begun,
            self._asked,
            self._replied,
            self._far_apart,
            self._accepted,
            self._abstained,
            self._prove,
        )
        for state, result in zip(states, results, strict=False):
            state(result)

    def _prove(self, result: Result) -> None:
        """It shares files, so that somebody may begin."""
        owner = _owner(result)
        at = self.now - timedelta(days=9)
        share_results(
            enterprise=result.organisation,
            association=self.association,
            scope=Scope.EVIDENCE,
            text_version=CURRENT.id,
            by=owner,
            now=at,
        )
        for code, name in zip(earning(result.assessment), FILES, strict=False):
            add_evidence(
                assessment=result.assessment,
                question=code,
                name=f"{name}.png",
                content=paper(name),
                by=owner,
                now=at,
            )

    def _open(
        self, result: Result, *people: User, phase: str = "one", days: int = 8
    ) -> Review:
        if not result.assessment.evidence.exists():
            self._prove(result)
        return open_review(
            result=result,
            association=self.association,
            phase=phases()[f"association.{phase}"],
            reviewers=people,
            by=self.manager,
            now=self.now - timedelta(days=days),
        )

    def _find(
        self,
        review: Review,
        person: User,
        code: str,
        verdict: str = Finding.Verdict.ACCEPTED,
        level: int | None = None,
        words: str = "",
    ) -> Finding:
        return record_finding(
            assignment=_assignment(review, person),
            question=code,
            verdict=verdict,
            level=level,
            words=words,
            by=person,
            now=self.now - timedelta(days=3),
        )

    def _finish(self, review: Review, person: User, lowered: int = 0) -> None:
        """Accepted all of it, but for the first answer, which comes out `lowered` levels down."""
        scored = ScoredResult(review.result)
        for place, code in enumerate(questions_of(review)):
            level = max(scored.level(code) - lowered, 0)
            if place or not lowered:
                self._find(review, person, code)
            else:
                adjusted = Finding.Verdict.ADJUSTED
                self._find(review, person, code, adjusted, level, LOWERS)
        at = self.now - timedelta(days=2)
        hand_in(assignment=_assignment(review, person), by=person, now=at)

    def _waiting(self, result: Result) -> None:
        self._open(result, self.reviewer, days=8)

    def _begun(self, result: Result) -> None:
        review = self._open(result, self.reviewer, days=5)
        self._find(review, self.reviewer, questions_of(review)[0])

    def _asked(self, result: Result) -> Finding:
        review = self._open(result, self.reviewer, days=6)
        first, *others = questions_of(review)
        asked = Finding.Verdict.ASKED
        finding = self._find(review, self.reviewer, first, asked, words=ASKS)
        for code in others:
            self._find(review, self.reviewer, code)
        return finding

    def _replied(self, result: Result) -> None:
        finding = self._asked(result)
        at = self.now - timedelta(days=1)
        reply(finding=finding, words=REPLIES, by=_owner(result), now=at)

    def _far_apart(self, result: Result) -> None:
        review = self._open(result, self.reviewer, self.manager, phase="two")
        self._finish(review, self.reviewer)
        self._finish(review, self.manager, lowered=2)

    def _accepted(self, result: Result) -> None:
        self._finish(self._open(result, self.manager), self.manager)

    def _abstained(self, result: Result) -> None:
        review = self._open(result, self.reviewer)
        abstain(
            assignment=_assignment(review, self.reviewer),
            reason=KNOWS,
            by=self.reviewer,
            now=self.now - timedelta(days=7),
        )

    def _appealed(self, result: Result) -> None:
        review = self._open(result, self.manager)
        self._finish(review, self.manager, lowered=1)
        review.refresh_from_db()
        at = self.now - timedelta(days=1)
        appeal(review=review, words=APPEALS, by=_owner(result), now=at)


def members_among(results: Sequence[Result], association: Organisation) -> list[Result]:
    """Of members whose answers leave room for two reviewers to be far apart."""
    members = set(
        Affiliation.objects.filter(
            association=association, state=Affiliation.State.ACTIVE
        ).values_list("enterprise", flat=True)
    )
    chosen = []
    for result in results:
        if result.organisation_id not in members:
            continue
        codes = earning(result.assessment)
        # Two people two levels apart need an answer that high.
        if codes and ScoredResult(result).level(codes[0]) >= 2:
            chosen.append(result)
    return chosen


def _owner(result: Result) -> User:
    return result.organisation.memberships.get(role=Membership.Role.OWNER).user


def _assignment(review: Review, person: User) -> Assignment:
    return review.assignments.get(reviewer=person)
