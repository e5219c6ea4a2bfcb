"""Reads of colleagues who answer: what they are asked, how far they are, where answers differ."""

from bisect import bisect_right
from collections.abc import Container, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Prefetch, QuerySet, prefetch_related_objects

from accounts.email import lost_letters
from indexes.index.model import Index
from indexes.index.pages import Page
from indexes.index.questions import choosable
from language.cleaning import folded
from language.texts import in_language
from survey.answers.facts import facts_of
from survey.answers.progress import Progress, progress_from
from survey.answers.queries import figures_of
from survey.answers.values import ANSWERED, NOT_APPLICABLE, as_now
from survey.models import Answer, Assessment, GivenAnswer, Respondent, RespondentAnswer

FAR_APART = 2  # levels


def respondents() -> QuerySet[Respondent]:
    """Invitations with their assessment, without the heavy document."""
    return Respondent.objects.select_related(
        "assessment__organisation", "assessment__index_version"
    ).defer("assessment__index_version__document")


def pillar_names(index: Index) -> dict[str, str]:
    """Pillars that ask something on the way, by code, in the reader's language."""
    asking = {page.pillar for page in index.pages}
    names = {}
    for section in index.sections:
        if section["code"] in asking:
            names[section["code"]] = in_language(section["name"])
    return names


def pages_for(index: Index, pillars: Container[str]) -> list[Page]:
    return [page for page in index.pages if page.pillar in pillars]


def namesakes(invited: Iterable[Respondent], name: str, email: str) -> list[Respondent]:
    """Those of this name at another address than this: the same person, or somebody else."""
    others = [other for other in invited if other.email.lower() != email.lower()]
    return [other for other in others if folded(other.name) == folded(name)]


def tracked_as(respondent: Respondent) -> str:
    """What the audit log calls it, letters to it included."""
    return f"respondent:{respondent.public_id}"


@dataclass(frozen=True)
class Colleague:
    respondent: Respondent
    progress: Progress
    lost_at: datetime | None  # when the last letter to it was lost

    @property
    def has_no_letter(self) -> bool:
        return self.lost_at is not None and self.lost_at >= self.respondent.invited_at


def colleagues_of(assessment: Assessment) -> list[Colleague]:
    """Everybody who was invited, with how much they have answered; oldest first."""
    others = list(assessment.answers.all())
    # In one query for all of them, however many were invited.
    answers = Prefetch("answers", to_attr="own_answers")
    colleagues = []
    index = assessment.index
    if index.asks_facts:
        prefetch_related_objects([assessment], "figures")
    lost = lost_letters(assessment.organisation_id)
    for respondent in assessment.respondents.prefetch_related(answers):
        pages = pages_for(index, respondent.pillars)
        own = respondent.own_answers
        facts = facts_of(assessment, [*others, *own])
        progress = progress_from(index, own, pages, others, facts)
        lost_at = lost.get(tracked_as(respondent))
        colleagues.append(Colleague(respondent, progress, lost_at))
    return colleagues


@dataclass(frozen=True)
class Difference:
    """Two answers to one question that are far apart.

    The one that counts, or is to be confirmed, and another.
    """

    question: str
    counts: Answer
    theirs: RespondentAnswer


def differences(assessment: Assessment) -> list[Difference]:
    """Where a colleague's answer is far from the one that counts, in index order.

    Left out is what somebody has decided already.
    """
    answers = list(_standing_answers(assessment))
    # Most rounds have no colleagues, and every review asks.
    if not answers:
        return []

    index = assessment.index
    apart = list(_apart(assessment, answers))
    order = {code: number for number, code in enumerate(index.questions)}
    return sorted(apart, key=lambda found: (order[found.question], found.theirs.pk))


def _standing_answers(assessment: Assessment) -> QuerySet[RespondentAnswer]:
    return RespondentAnswer.objects.filter(
        respondent__assessment=assessment, respondent__withdrawn_at__isnull=True
    ).select_related("respondent")


def _apart(
    assessment: Assessment, answers: Iterable[RespondentAnswer]
) -> Iterator[Difference]:
    index, figures = assessment.index, figures_of(assessment)
    counting = assessment.answers.select_related("given_by")
    counting_by_code = {answer.question: answer for answer in counting}
    for theirs in answers:
        counts = counting_by_code.get(theirs.question)
        # Another variant of the index may not ask the question any more.
        if counts is None or theirs.question not in index.questions:
            continue
        theirs.level = as_now(theirs, index, figures).level
        if _is_open(index, counts, theirs):
            yield Difference(theirs.question, counts, theirs)


def _is_open(index: Index, counts: Answer, theirs: RespondentAnswer) -> bool:
    # What counts is this very answer.
    if counts.given_by_id == theirs.respondent_id:
        return False
    # The owner kept the other one, knowing this one, and neither has changed since.
    if theirs.settled_revision == counts.revision:
        return False
    return far_apart(index, counts, theirs)


def far_apart(index: Index, answer: GivenAnswer, other: GivenAnswer) -> bool:
    """Two levels or more; any difference where a question has two levels only.

    Applicable against not is far apart too.
    """
    states = {answer.state, other.state}
    if states == {ANSWERED, NOT_APPLICABLE}:
        return True
    if states != {ANSWERED} or answer.level is None or other.level is None:
        return False

    question = index.questions[answer.question]
    levels = choosable(question)
    highest = len(levels) - 1
    # Of two levels one is already the whole way.
    far = max(1, min(FAR_APART, highest))
    # Of a ratio without levels as many marks apart.
    places = [bisect_right(levels, given.level) for given in (answer, other)]
    return abs(places[0] - places[1]) >= far
