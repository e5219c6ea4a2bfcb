"""Questions that earn no points and what was answered.

They stand in no pillar of a result, but were given too.
"""

from django.utils.translation import gettext as _

from indexes.index.model import Index
from indexes.index.questions import is_scored
from language.texts import in_language
from reports.contents.answers import Unscored
from reports.gather.frozen import Frozen, colleague_of
from survey.answers.values import has_changed
from survey.answers.words import answer_text, profile_text
from survey.models import Answer


def unscored_of(frozen: Frozen) -> tuple[Unscored, ...]:
    """Every one that was asked, in the order of the index.

    None where the answers are no longer kept.
    """
    if not frozen.answers:
        return ()
    index = _index_answered(frozen)
    # What these answers do not lead to was never asked.
    shown = frozen.shown if index is frozen.index else frozen.shown_in(index)
    unscored = []
    for code, question in index.questions.items():
        if code in shown and not is_scored(question):
            unscored.append(_unscored(frozen, index, question))
    return tuple(unscored)


def _index_answered(frozen: Frozen) -> Index:
    """Read anew or not, what earns no points was asked under the version of the assessment."""
    assessment = frozen.result.assessment
    if frozen.result.index_version_id == assessment.index_version_id:
        return frozen.index
    return assessment.index


def _unscored(frozen: Frozen, index: Index, question: dict) -> Unscored:
    answer = frozen.answers.get(question["code"])
    is_profile = "from_profile" in question
    if is_profile:
        text = profile_text(question, frozen.result.assessment)
    else:
        text = _answer_text(index, answer)
    return Unscored(
        code=question["code"],
        ask=in_language(question["ask"]),
        answer=text,
        colleague=colleague_of(answer),
        is_profile=is_profile,
    )


def _answer_text(index: Index, answer: Answer | None) -> str:
    text = answer_text(index, answer)
    if answer is None or not answer.to_confirm or has_changed(answer):
        return text
    # Nobody has to look at these once more in a new round: it is told as only copied.
    return _("%(answer)s (copied from the round before, not confirmed)") % {
        "answer": text
    }
