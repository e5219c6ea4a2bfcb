"""What a reviewer found holds for the answer that was looked at, and for no other.

A correction begins with copies of the files and of what was said of them. Once it is sent,
nobody may take an answer for proved that the reviewer never saw.
"""

from datetime import datetime

from django.db.models import QuerySet

from accounts.audit.services import record_event
from accounts.models import User
from survey.answers.facts import facts_of
from survey.answers.progress import counted_levels, judged
from survey.answers.queries import figures_of
from survey.answers.values import CLEARED, value_of
from survey.models import Assessment, Evidence


def forget_outdated_verdicts(
    *, correction: Assessment, by: User | None, now: datetime
) -> None:
    """Within the transaction that sends it: files of answers that differ wait for a look again."""
    judged_files = _judged_files(correction)
    if not judged_files:
        return
    before = correction.corrects
    # The same version; it is heavy to read once more.
    before.index_version = correction.index_version
    seen, now_given = _given(before), _given(correction)
    outdated = []
    for evidence in judged_files:
        code = evidence.question
        if seen.get(code) != now_given.get(code):
            outdated.append(evidence)
    _forget(outdated, by, now)


def forget_all_verdicts(
    *, assessment: Assessment, by: User | None, now: datetime
) -> None:
    """In a round of its own every answer is another one, also where it says the same."""
    _forget(list(_judged_files(assessment)), by, now)


def _judged_files(assessment: Assessment) -> QuerySet[Evidence]:
    standing = Evidence.objects.filter(assessment=assessment, removed_at__isnull=True)
    judged_ones = standing.exclude(verdict="")
    return judged_ones.select_related("assessment__organisation")


def _given(assessment: Assessment) -> dict[str, tuple]:
    """By question all that decides what its answer says: how it is asked among it."""
    index, figures = assessment.index, figures_of(assessment)
    answers = judged(assessment)
    facts = facts_of(assessment, answers)
    levels = counted_levels(index, answers, facts)
    values = {}
    for answer in answers:
        # Taken back is the same as never given.
        if answer.state != CLEARED:
            values[answer.question] = value_of(answer)

    given = {}
    for code, question in index.questions.items():
        whole = question.get("denominator", {}).get("figure")
        given[code] = (
            question,
            values.get(code),
            levels.get(code),
            figures.get(whole),
        )
    return given


def _forget(files: list[Evidence], by: User | None, now: datetime) -> None:
    keys = [evidence.pk for evidence in files]
    Evidence.objects.filter(pk__in=keys).update(
        verdict="",
        note="",
        reviewed_by=None,
        reviewed_for=None,
        reviewed_at=None,
    )
    for evidence in files:
        record_event(
            action="evidence.to_review_again",
            organisation=evidence.assessment.organisation,
            actor=by,
            subject=f"evidence:{evidence.public_id}",
            now=now,
            details={"question": evidence.question},
        )
