"""Reads: which answers a review looks at, and all that is shown beside one of them."""

from collections.abc import Iterable, Mapping

from associations.models import Assignment, Finding, Review
from associations.review.phases.queries import Phase, phases
from survey.evidence.queries import evidence_by_question
from survey.models import Answer, AnswerChange, Assessment
from survey.results.branches import Branches
from survey.results.scored import ScoredResult

Verdict = Finding.Verdict
JUDGED = (Verdict.ACCEPTED, Verdict.ADJUSTED)
CHANGES_SHOWN = 10


def phase_of(review: Review) -> Phase:
    return phases()[review.phase]


def questions_of(review: Review) -> list[str]:
    """The answers that this review looks at, in the order of the index."""
    phase = phase_of(review)
    scored = ScoredResult(review.result)
    if phase.looks_at == "disputed":
        wanted = disputed(review.against)
    elif phase.looks_at == "proved":
        wanted = set(evidence_by_question(review.result.assessment))
    else:
        wanted = {code for code in scored.index.codes if scored.level(code) > 0}
    return [
        code
        for code in scored.index.codes
        if code in wanted and scored.level(code) >= 0
    ]


def disputed(review: Review) -> set[str]:
    """Answers that a decided review left at another level than the declared one."""
    declared = ScoredResult(review.result)
    reviewed = ScoredResult(review.outcome)
    pairs = zip(declared.levels, reviewed.levels, strict=True)
    codes = zip(declared.index.codes, pairs, strict=True)
    return {code for code, (before, after) in codes if before != after}


def findings_of(assignment: Assignment) -> dict[str, Finding]:
    found = Finding.objects.filter(assignment=assignment)
    return {finding.question: finding for finding in found}


def levels_given(findings: Mapping[str, Finding]) -> dict[str, int]:
    """By question, as far as one reviewer has judged."""
    return {
        code: finding.level
        for code, finding in findings.items()
        if finding.verdict in JUDGED
    }


def questions_for(review: Review, findings: Mapping[str, Finding]) -> list[str]:
    """The answers that whoever found this judges: those of the review that still apply then.

    And the questions that the levels given open: nobody else could say what counts there.
    """
    codes = questions_of(review)
    branches = Branches(ScoredResult(review.result))
    if not branches.index.has_branches:
        return codes
    given = levels_given(findings)
    hidden = branches.hidden(given)
    judged = {code for code in codes if code not in hidden}
    judged.update(branches.opened(given))
    return [code for code in branches.index.codes if code in judged]


def is_open(finding: Finding | None) -> bool:
    """Whether the reviewer is to say something: nothing is said yet, or the firm has replied."""
    if finding is None:
        return True
    return finding.verdict == Verdict.ASKED and finding.replied_at is not None


def is_asking(finding: Finding | None) -> bool:
    """Whether the firm is to say something."""
    if finding is None or finding.verdict != Verdict.ASKED:
        return False
    return finding.replied_at is None


def open_questions(codes: Iterable[str], findings: dict[str, Finding]) -> list[str]:
    return [code for code in codes if is_open(findings.get(code))]


def others_findings(assignment: Assignment) -> list[Finding]:
    """What others found in the same result, as far as the phase lets this reviewer see it.

    Of reviews by the same association; newest last.
    """
    review = assignment.review
    if hides_others(assignment):
        return []
    found = Finding.objects.filter(
        assignment__review__result=review.result_id,
        assignment__review__association=review.association_id,
        assignment__state=Assignment.State.DONE,
    )
    others = found.exclude(assignment=assignment)
    return list(
        others.select_related("assignment__reviewer", "assignment__review").order_by(
            "found_at", "pk"
        )
    )


def hides_others(assignment: Assignment) -> bool:
    rule = phase_of(assignment.review).others
    if rule == "always":
        return False
    if rule == "never":
        return True
    return assignment.state != Assignment.State.DONE


def changes_of(assessment: Assessment, code: str) -> list[AnswerChange]:
    """What the answer said before and now, the newest first."""
    changes = AnswerChange.objects.filter(assessment=assessment, question=code)
    return list(changes.order_by("-revision")[:CHANGES_SHOWN])


def answer_before(
    assessment: Assessment, code: str
) -> tuple[Assessment, Answer] | None:
    """The answer to the same question in the last round that was sent before, if any."""
    rounds = Assessment.objects.filter(
        organisation=assessment.organisation_id,
        index_version__index_id=assessment.index_version.index_id,
        state=Assessment.State.SUBMITTED,
        replaced_at__isnull=True,
        submitted_at__lt=assessment.submitted_at,
    )
    before = rounds.exclude(pk=assessment.corrects_id).order_by("-submitted_at")
    last = before.select_related("index_version").first()
    if last is None:
        return None
    answer = Answer.objects.filter(assessment=last, question=code).first()
    return (last, answer) if answer else None
