"""What if under an index of 140 questions: one pillar at a time, the answers of all go along."""

import re

import pytest
from django.urls import reverse

from assessment.typed.switched import filled
from performance.frame.browser import holder
from performance.what_if import CASES
from roadmap.planning.position import Position
from tests.pages import MOST_OF_A_PAGE, assert_clean_page, weight_of
from tests.reports.test_every_index import result_of

pytestmark = pytest.mark.django_db
LARGE = ("dbi-2025-large", "", False)
UNSEEN = re.compile(r'<input hidden name="(q-[^"]*)"[^>]* value="([^"]*)"')
CHOSEN = re.compile(r'type="radio" name="(q-[^"]*)" value="([^"]*)" checked')


class Reader:
    """Who holds the enterprise, on the page of its result."""

    def __init__(self, name: str, variant: str, by_group: bool) -> None:
        self.result = result_of(name, variant, by_group)
        self.client = holder(self.result.assessment)
        self.address = reverse("roadmap:what_if", args=[self.result.public_id])

    def page(self, posted: dict[str, str] | None = None) -> str:
        ask = self.client.get if posted is None else self.client.post
        answer = ask(self.address, posted)
        assert weight_of(answer) <= MOST_OF_A_PAGE
        assert_clean_page(answer)
        return answer.content.decode()


@pytest.mark.parametrize("case", CASES)
def test_a_page_stays_within_its_weight(case):
    assert CHOSEN.findall(Reader(*case).page()) or case == LARGE


def test_of_a_long_index_one_pillar_is_shown_and_no_answer_is_lost():
    reader = Reader(*LARGE)
    fields = dict(UNSEEN.findall(reader.page()))
    assert fields.keys() == {f"q-{code}" for code in Position(reader.result).counted}
    first, *_others, last = [pillar["code"] for pillar in reader.result.index.pillars]

    page = reader.page(fields | {"mo": first})
    shown, unseen = dict(CHOSEN.findall(page)), dict(UNSEEN.findall(page))
    assert shown
    assert all(name.startswith(f"q-{first}.") for name in shown)
    assert shown | unseen == fields

    # What was moved in the one goes along when the other is opened.
    moved = next(name for name, level in shown.items() if level == "0")
    page = reader.page(fields | {moved: "1", "dang-mo": first, "mo": last})
    assert dict(UNSEEN.findall(page))[moved] == "1"
    assert all(name.startswith(f"q-{last}.") for name in dict(CHOSEN.findall(page)))


def test_what_was_moved_out_of_sight_goes_along_into_another_language():
    reader = Reader(*LARGE)
    page = reader.page()
    name, level = UNSEEN.findall(page)[0]
    other = "0" if level != "0" else "1"
    assert dict(UNSEEN.findall(filled(page, {name: [other]})))[name] == other
