"""What a browser kept and sends late never writes over what was saved since."""

from http import HTTPStatus

import pytest
from django.urls import reverse

from survey.models import Answer, Figure
from tests.survey.wide import tick
from tests.survey.wizard import HTMX, PEOPLE, level, save

pytestmark = pytest.mark.django_db


def send_kept(client, draft, code: str, data: dict):
    address = reverse("survey:answer", args=[draft.public_id, code])
    return client.post(address, {**data, "kept": "1"}, **HTMX)


def test_it_is_saved_where_nothing_was_saved_since(client, draft):
    response = send_kept(client, draft, "1.1.1", {"1.1.1": "2", "1.1.1-was": ""})
    assert response.status_code == HTTPStatus.OK
    assert level(draft, "1.1.1") == 2


def test_the_whole_question_comes_back_and_the_focus_stays_where_it_is(client, draft):
    data = {"1.1.1": "2", "1.1.1-was": ""}
    html = send_kept(client, draft, "1.1.1", data).content.decode()
    assert 'id="q-1.1.1"' in html
    assert "autofocus" not in html


def test_a_newer_answer_stands_and_the_browser_is_told(client, draft):
    save(client, draft, "1.1.1", picked="4")
    response = send_kept(client, draft, "1.1.1", {"1.1.1": "2", "1.1.1-was": ""})
    assert response.status_code == HTTPStatus.CONFLICT
    assert level(draft, "1.1.1") == 4
    assert 'value="4" checked' in response.content.decode()


def test_what_has_arrived_already_is_no_conflict_and_no_change(client, draft):
    save(client, draft, "1.1.1", picked="2")
    response = send_kept(client, draft, "1.1.1", {"1.1.1": "2", "1.1.1-was": ""})
    assert response.status_code == HTTPStatus.OK
    assert Answer.objects.get().revision == 1


def test_taking_back_does_not_take_back_a_newer_answer(client, draft):
    save(client, draft, "2.1.1", numerator="3")
    data = {"2.1.1-numerator": "", "2.1.1-was": "2/"}
    response = send_kept(client, draft, "2.1.1", data)
    assert response.status_code == HTTPStatus.CONFLICT
    assert Answer.objects.get().numerator == 3


def test_a_newer_number_of_the_round_stands(client, draft):
    address = reverse("survey:figure", args=[draft.public_id, "revenue_quarter"])
    client.post(f"{address}?step={PEOPLE}", {"figure-revenue_quarter": "30"})
    kept = {
        "figure-revenue_quarter": "20",
        "figure-revenue_quarter-was": "",
        "kept": "1",
    }
    response = client.post(f"{address}?step={PEOPLE}", kept, **HTMX)
    assert response.status_code == HTTPStatus.CONFLICT
    assert Figure.objects.get().value == 30


def test_a_newer_list_of_tools_stands(client, shop):
    tick(client, shop, "3.1.s-2", all_seen=True)
    kept = {"3.1": ["3.1.s-3"], "3.1-was": ""}
    response = send_kept(client, shop, "3.1", kept)
    assert response.status_code == HTTPStatus.CONFLICT
    assert level(shop, "3.1.s-2") == 1
    assert level(shop, "3.1.s-3") == 0


def test_whoever_repeats_an_answer_overtakes_nobody(client, draft):
    """A page that was hidden sends what it had sent: nothing of anybody's is replaced."""
    save(client, draft, "1.1.1", picked="2")
    html = save(client, draft, "1.1.1", picked="2", was="", seen="0").content.decode()
    assert "question__other" not in html
    other = save(client, draft, "1.1.1", picked="3", was="", seen="0").content.decode()
    assert "question__other" in other
