"""An answer is carried into the next round only where its sentence is still the same."""

from types import SimpleNamespace

import pytest
from django.urls import reverse

from survey.answers.queries import answers_of
from survey.models import Answer, Assessment
from survey.results.services import submit
from survey.rounds.carried import says_the_same
from survey.rounds.services import start_next_round
from tests.builders import NOW, levels_of, make_answers, make_assessment
from tests.pages import assert_clean_page
from tests.survey.results.versions import newer, question_in
from tests.survey.wizard import HTMX, PEOPLE, hold, step

pytestmark = pytest.mark.django_db

CHANGED = "Câu hỏi này đã đổi so với kỳ trước"
BETWEEN = {"vi": "Có, nhưng chưa dùng", "en": "There, but not in use"}


def next_round(change, level: int = 3, **by_code: int) -> Assessment:
    draft = make_assessment()
    make_answers(draft, level, **by_code)
    submit(assessment=draft, by=None, now=NOW)
    newer(change)
    return start_next_round(assessment=draft, by=None, now=NOW)


def anchors(document: dict) -> list:
    """Of its own: in the file several questions share them."""
    question = question_in(document, "1.1.1")
    question["anchors"] = list(question["anchors"])
    return question["anchors"]


def put_between(place: int):
    def change(document: dict) -> None:
        listed = anchors(document)
        listed.insert(place, BETWEEN)
        listed.pop()

    return change


def reworded(document: dict) -> None:
    anchors(document)[3] = BETWEEN


def asked_otherwise(document: dict) -> None:
    question_in(document, "1.1.1")["ask"] = {"vi": "Không có gì à?", "en": "Nothing?"}


def less_sure(document: dict) -> None:
    question_in(document, "1.1.1")["confidence"]["anchors"] = "two_sources"


def worth_more(document: dict) -> None:
    question_in(document, "1.1.1")["points"] = [0, 2, 4, 6, 8, 10]


@pytest.mark.parametrize("change", [put_between(1), put_between(3), reworded])
def test_where_another_sentence_stands_at_its_level_the_question_is_open(
    client, change
):
    following = next_round(change)
    hold(client, following)
    answer = answers_of(following)["1.1.1"]
    assert (answer.state, answer.level) == ("cleared", None)
    # What did not change is carried as ever.
    assert answers_of(following)["2.1.1"].level == 3
    page = client.get(step(following, following.index.pages[0].slug))
    assert_clean_page(page)
    text = page.content.decode()
    assert text.count(CHANGED) == 1
    assert 'name="confirm" value="1.1.1"' not in text
    page = client.get(step(following, PEOPLE)).content.decode()
    assert 'name="confirm" value="2.1.1"' in page
    assert CHANGED not in page


def test_a_question_that_is_put_otherwise_is_open_too():
    following = next_round(asked_otherwise)
    assert answers_of(following)["1.1.1"].state == "cleared"


@pytest.mark.parametrize("change", [put_between(4), less_sure, worth_more])
def test_what_changes_nothing_of_the_own_sentence_lets_it_be_carried(change):
    following = next_round(change)
    answer = answers_of(following)["1.1.1"]
    assert (answer.level, answer.to_confirm) == (3, True)


def test_a_level_that_is_gone_carries_nothing():
    def shorter(document: dict) -> None:
        anchors(document).pop()

    assert answers_of(next_round(shorter, level=5))["1.1.1"].state == "cleared"


def test_numbers_that_are_cut_otherwise_are_not_carried():
    def cut(document: dict) -> None:
        bands = document["bands"][question_in(document, "2.1.1")["bands"]]
        bands["cuts"] = [cut + 1 for cut in bands["cuts"]]

    assert answers_of(next_round(cut))["2.1.1"].state == "cleared"


def test_neither_one_button_nor_that_of_the_page_confirms_it_and_an_answer_ends_the_word(
    client,
):
    following = next_round(reworded)
    hold(client, following)
    slug = following.index.pages[0].slug
    client.post(step(following, slug), {"confirm": "all"})
    assert levels_of(following)["1.1.1"] is None
    assert CHANGED in client.get(step(following, slug)).content.decode()
    address = reverse("survey:answer", args=[following.public_id, "1.1.1"])
    said = client.post(address, {"1.1.1": "2", "1.1.1-was": ""}, **HTMX)
    assert CHANGED not in said.content.decode()
    assert levels_of(following)["1.1.1"] == 2
    assert not Answer.objects.get(assessment=following, question="1.1.1").to_confirm


def test_before_sending_it_is_told_as_open_and_not_as_to_be_confirmed(client):
    following = next_round(reworded)
    hold(client, following)
    Answer.objects.filter(assessment=following).exclude(question="1.1.1").update(
        to_confirm=False
    )
    page = client.get(reverse("survey:review", args=[following.public_id]))
    text = page.content.decode()
    assert "Website của anh/chị ra sao?" in text
    assert "Cần xác nhận" not in text


MULTIPLE = {
    "kind": "multiple",
    "options": [
        {"id": "web", "name": {"vi": "Trang web", "en": "Website"}},
        {"id": "shop", "name": {"vi": "Sàn bán hàng", "en": "Marketplace"}},
    ],
    "ask": {"vi": "Anh/chị bán ở đâu?", "en": "Where do you sell?"},
}


@pytest.mark.parametrize(
    ("renamed", "is_carried"), [("web", False), ("shop", True), (None, True)]
)
def test_options_are_carried_by_what_they_are_called(renamed, is_carried):
    options = [
        option | ({"name": BETWEEN} if option["id"] == renamed else {})
        for option in MULTIPLE["options"]
    ]
    before = SimpleNamespace(questions={"1": MULTIPLE})
    after = SimpleNamespace(questions={"1": MULTIPLE | {"options": options}})
    answer = Answer(question="1", chosen=["web"])
    assert says_the_same(answer, before, after) is is_carried
