"""The bar of the questionnaire: how far the round is, and the state of every page in words."""

from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import NamedTuple

from indexes.index.model import Index
from indexes.index.pages import Page
from language.texts import in_language, spoken
from survey.answers.progress import PageState
from survey.questionnaire.storage import QuestionnaireStorage
from survey.questionnaire.wording import PAGE_STATES


def progress_bar(storage: QuestionnaireStorage, here: Page) -> dict:
    """What `_progress.html` and `_jump.html` print, as seen from the page `here`."""
    progress = storage.progress
    names = _names(storage.index, spoken())
    asked = [state for state in progress.pages if _is_listed(storage, state, here)]
    return {
        "progress": progress,
        "counted_at": storage.counted_at,
        "title": names.pages[here.slug],
        "pillar": names.pillars[here.pillar],
        "pages": list(_lines(asked, names, here)),
    }


class Names(NamedTuple):
    """Of an index in one language."""

    pillars: Mapping[str, str]
    pages: Mapping[str, str]


@lru_cache(maxsize=256)
def _names(index: Index, _reader_language: str) -> Names:
    return Names(
        pillars={part["code"]: in_language(part["name"]) for part in index.sections},
        pages={page.slug: in_language(page.title) for page in index.pages},
    )


def _is_listed(storage: QuestionnaireStorage, state: PageState, here: Page) -> bool:
    """Not where the answers so far have closed every question of a page."""
    if state.total or state.page == here:
        return True
    return is_free(storage.index, state.page)


def is_free(index: Index, page: Page) -> bool:
    """A page of free information only: it has nothing to count, and is on the way all the same."""
    return not page.refines and set(page.codes).isdisjoint(index.codes)


def _lines(states: list[PageState], names: Names, here: Page) -> Iterator[dict]:
    """The jump list; the criteria of a group stand beside the way, without a number."""
    # Only pages on the way are counted, as the owner walks them.
    number = 0
    for state in states:
        page = state.page
        is_beside = page.refines != ""
        if not is_beside:
            number += 1
        yield {
            "number": 0 if is_beside else number,
            "slug": page.slug,
            "title": names.pages[page.slug],
            "pillar": names.pillars[page.pillar],
            "answered": state.answered,
            "total": state.total,
            "state": "beside" if is_beside else state.state,
            "state_text": "" if is_beside else PAGE_STATES[state.state],
            "is_current": page.slug == here.slug,
        }
