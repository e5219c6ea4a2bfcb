"""Questions that earn no points and what was answered: they stand in no pillar of a result, but were given too."""

from django.utils.translation import gettext as _

from indexes.index.model import Index
from indexes.index.questions import is_scored
from language.texts import in_language
from reports.contents.answers import Unscored
from reports.gather.frozen import Frozen, colleague_of, shown_of
from survey.answers.words import answer_text, said_in_profile
from survey.models import Answer


def unscored_of(frozen: Frozen) -> tuple[Unscored, ...]:
    """Every one that was asked, in the order of the index; none where the answers are no longer kept."""
    if not frozen.answers:
        return ()
    assessment = frozen.result.assessment
    # Read anew or not, what earns no points was asked and answered under the version of the assessment.
    is_first = frozen.result.index_version_id == assessment.index_version_id
    index = frozen.index if is_first else assessment.index
    shown = shown_of(index, frozen.answers.values())
    asked = [
        question
        for code, question in index.questions.items()
        if code in shown and not is_scored(question)
    ]
    return tuple(_told(frozen, index, question) for question in asked)


def _told(frozen: Frozen, index: Index, question: dict) -> Unscored:
    answer = frozen.answers.get(question["code"])
    is_profile = "from_profile" in question
    words = (
        said_in_profile(question, frozen.result.assessment)
        if is_profile
        else _words(index, answer)
    )
    return Unscored(
        question["code"],
        in_language(question["ask"]),
        words,
        colleague_of(answer),
        is_profile,
    )


def _words(index: Index, answer: Answer | None) -> str:
    """Nobody has to look at these once more in a new round, so what was only copied is told as that."""
    words = answer_text(index, answer)
    if answer is None or not answer.to_confirm:
        return words
    return _("%(answer)s (copied from the round before, not confirmed)") % {
        "answer": words
    }
