"""Reads of evidence. Each function needs a constant number of queries."""

from django.db.models import Count, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce

from scoring.grade import ATTACHED, CHECKED
from survey.models import Assessment, Evidence


def all_evidence() -> QuerySet[Evidence]:
    """Files that stand, with their enterprise."""
    standing = Evidence.objects.filter(removed_at__isnull=True)
    return standing.select_related("assessment__organisation", "reviewed_for")


def evidence_by_question(assessment: Assessment) -> dict[str, list[Evidence]]:
    """Files that stand, oldest first, by the code of their question."""
    by_question: dict[str, list[Evidence]] = {}
    for evidence in all_evidence().filter(assessment=assessment):
        by_question.setdefault(evidence.question, []).append(evidence)
    return by_question


def files_count(assessment: Assessment) -> int:
    return Evidence.objects.filter(
        assessment=assessment, removed_at__isnull=True
    ).count()


def files_waiting() -> Coalesce:
    """For lists of results: how many files of the assessment nobody has looked at yet."""
    waiting = Evidence.objects.filter(
        assessment=OuterRef("assessment"), removed_at__isnull=True, verdict=""
    )
    # The model's own order would join the grouping, and count every file by itself.
    grouped = waiting.order_by().values("assessment")
    counted = grouped.annotate(number=Count("pk")).values("number")
    return Coalesce(Subquery(counted), 0)


def questions_declined(assessment: Assessment) -> set[str]:
    """Codes of those with a file beside which a reviewer wrote why it proves nothing."""
    standing = Evidence.objects.filter(assessment=assessment, removed_at__isnull=True)
    declined = standing.filter(verdict=Evidence.Verdict.DECLINED)
    return set(declined.order_by().values_list("question", flat=True))


def evidence_grades(assessment: Assessment) -> dict[str, int]:
    """How far each answer is proved, for `scoring.grade`; answers without proof are not named.

    A file that a reviewer declined proves nothing. One accepted file is enough.
    """
    standing = Evidence.objects.filter(assessment=assessment, removed_at__isnull=True)
    proofs: dict[str, int] = {}
    for question, verdict in standing.values_list("question", "verdict"):
        if verdict == Evidence.Verdict.DECLINED:
            continue
        proof = CHECKED if verdict == Evidence.Verdict.ACCEPTED else ATTACHED
        proofs[question] = max(proof, proofs.get(question, proof))
    return proofs
