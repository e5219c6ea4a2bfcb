"""The numbers that questions bear on their pages."""

from collections.abc import Sequence

from indexes.index.model import Index
from indexes.index.pages import Page, place_of
from indexes.index.questions import is_scored


def numbers_of(index: Index, page: Page, shown: Sequence[str]) -> dict[str, int]:
    """By question as they are counted, over all pages; the criteria of a group count on their page.

    A list of tools is one. What nobody has to answer has no number (0).
    """
    if page.refines:
        return _places(page, shown)

    numbers: dict[str, int] = {}
    last = 0
    for code in shown:
        question = index.questions[code]
        # What stands on no page of the way would leave a gap in the count.
        if "grouped_by" in question or "from_profile" in question:
            continue

        place = place_of(question)
        if place not in numbers and is_scored(question):
            last += 1
            numbers[place] = last
        numbers[code] = numbers.setdefault(place, 0)
    return numbers


def _places(page: Page, shown: Sequence[str]) -> dict[str, int]:
    """A criterion that is not asked now keeps its place, so that the others keep their numbers."""
    numbers = {}
    for place, code in enumerate(page.codes, start=1):
        if code in shown:
            numbers[code] = place
    return numbers
