"""The bar of the questionnaire: how far the round is, and the state of every step in words."""

from collections.abc import Sequence

from indexes.index.model import Index
from indexes.index.pages import Page
from language.texts import in_language
from survey.answers.progress import PageState
from survey.questionnaire.storage import QuestionnaireStorage
from survey.questionnaire.wording import STEP_STATES


def bar_of(storage: QuestionnaireStorage, here: Page) -> dict:
    """What `_progress.html` and `_jump.html` print, as seen from the step `here`."""
    index, progress = storage.index, storage.progress
    pillars = {one["code"]: in_language(one["name"]) for one in index.sections}
    asked = [
        one
        for one in progress.steps
        if one.total or one.step == here or is_free(index, one.step)
    ]
    way = [one for one in asked if not one.step.refines]
    return {
        "progress": progress,
        "step": here,
        "title": in_language(here.title),
        "pillar": pillars[here.pillar],
        "steps": [_line(one, way, pillars[one.step.pillar], here) for one in asked],
    }


def is_free(index: Index, step: Page) -> bool:
    """A page of free information only: it has nothing to count, and is on the way all the same."""
    return not step.refines and not set(step.codes) & set(index.codes)


def _line(one: PageState, way: Sequence[PageState], pillar: str, here: Page) -> dict:
    """A line of the jump list; the criteria of a group stand beside the way, without a number."""
    return {
        "number": way.index(one) + 1 if one in way else 0,
        "slug": one.step.slug,
        "title": in_language(one.step.title),
        "pillar": pillar,
        "answered": one.answered,
        "total": one.total,
        "state": "beside" if one.step.refines else one.state,
        "words": "" if one.step.refines else STEP_STATES[one.state],
        "is_current": one.step.slug == here.slug,
    }
