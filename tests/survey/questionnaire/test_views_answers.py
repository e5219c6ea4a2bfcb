"""One answer, list of tools or number saved by itself, with and without JavaScript."""

import pytest
from django.urls import reverse

from survey.models import Answer, Figure
from survey.results.services import submit
from survey.wording import PROBLEMS
from tests.builders import NOW, make_answers
from tests.survey.wide import tick
from tests.survey.wizard import FIRST, HTMX, LAST, PEOPLE, hold, level, save, step

pytestmark = pytest.mark.django_db


def answer_url(draft, code: str) -> str:
    return reverse("survey:answer", args=[draft.public_id, code])


def correct(client, draft, name: str, typed: str, page=PEOPLE, **headers):
    address = reverse("survey:figure", args=[draft.public_id, name])
    return client.post(f"{address}?step={page}", {f"figure-{name}": typed}, **headers)


class TestAnAnswer:
    def test_without_javascript_leads_back_to_its_question(self, client, draft):
        response = client.post(answer_url(draft, "1.1.1"), {"1.1.1": "2"})
        assert response.url == f"{step(draft, FIRST)}#q-1.1.1"
        assert level(draft, "1.1.1") == 2

    def test_sends_back_its_state_and_the_bar(self, client, draft):
        html = save(client, draft, "1.1.1", picked="0").content.decode()
        assert 'id="state-1-1-1"' in html
        assert 'id="wizard-progress"' in html
        assert 'id="jump-1-khach-hang"' in html
        assert 'id="q-1.1.1"' not in html

    def test_sends_back_what_it_opened(self, client, draft):
        html = save(client, draft, "1.1.1", picked="2").content.decode()
        assert 'id="slot-1-1-2"' in html
        assert 'id="q-1.1.2"' in html
        again = save(client, draft, "1.1.1", picked="3", was="2").content.decode()
        assert "slot-1-1-2" not in again

    def test_is_drawn_again_whole_after_a_button(self, client, draft):
        save(client, draft, "1.1.1", picked="2")
        response = client.post(answer_url(draft, "1.1.1"), {"clear": "1.1.1"}, **HTMX)
        assert response["HX-Retarget"] == "closest .question"
        assert 'id="q-1.1.1"' in response.content.decode()
        assert "autofocus" in response.content.decode()

    def test_that_cannot_be_used_is_not_said_to_be_saved(self, client, draft):
        html = save(client, draft, "2.1.1", numerator="ba").content.decode()
        assert "Đã lưu lúc" not in html
        assert "Chưa lưu" in html

    def test_brings_the_questions_that_share_its_number(self, client, draft):
        response = client.post(
            answer_url(draft, "2.1.2"),
            {"2.1.2-numerator": "5", "figure-revenue_quarter": "20"},
            **HTMX,
        )
        assert response.status_code == 200
        assert Figure.objects.get().value == 20
        assert level(draft, "2.1.2") == 2

    @pytest.mark.parametrize("code", ["9.9.9", "1", "%00"])
    def test_of_no_question_of_the_index_is_not_found(self, client, draft, code):
        address = answer_url(draft, "1.1.1").replace("1.1.1", code)
        assert client.post(address, {code: "1"}).status_code == 404

    def test_after_the_end_leads_to_the_result(self, client, draft):
        make_answers(draft)
        result = submit(assessment=draft, by=None, now=NOW)
        response = save(client, draft, "1.1.1", picked="5")
        assert str(result.public_id) in response["HX-Redirect"]
        assert level(draft, "1.1.1") == 3

    def test_is_sent_never_fetched(self, client, draft):
        assert client.get(answer_url(draft, "1.1.1")).status_code == 405


class TestAListOfTools:
    def test_sends_back_its_state(self, client, shop):
        html = tick(client, shop, "3.1.s-1").content.decode()
        assert 'id="state-3-1" ' in " ".join(html.split())
        assert 'id="q-3.1"' not in html

    def test_is_drawn_again_whole_when_it_was_confirmed(self, client, following):
        data = {"3.1": "3.1.s-2", "3.1-was": "3.1.s-2=1", "confirm": "3.1"}
        html = client.post(answer_url(following, "3.1"), data, **HTMX).content.decode()
        assert 'id="q-3.1"' in html

    def test_without_javascript_leads_back_to_itself(self, client, shop):
        data = {"3.1": "3.1.s-1", "3.1-was": ""}
        response = client.post(answer_url(shop, "3.1"), data)
        assert response.url == f"{step(shop, '3-cong-cu')}#q-3.1"
        assert Answer.objects.get().question == "3.1.s-1"


class TestANumberOfTheRound:
    def test_brings_every_question_of_the_page_that_uses_it(self, client, draft):
        html = correct(client, draft, "employees", "50", **HTMX).content.decode()
        assert 'id="slot-2-1-1"' in html
        assert 'id="slot-2-1-2"' not in html
        draft.refresh_from_db()
        assert draft.employees == 50

    def test_on_a_page_that_does_not_use_it_brings_none(self, client, draft):
        html = correct(client, draft, "employees", "50", LAST, **HTMX).content.decode()
        assert 'id="slot-' not in html

    def test_without_javascript_leads_back_to_the_page(self, client, draft):
        assert correct(client, draft, "employees", "50").url == step(draft, PEOPLE)
        on_no_page = correct(client, draft, "employees", "51", "khong-co")
        assert on_no_page.url == step(draft, FIRST)

    @pytest.mark.parametrize(
        ("typed", "why"),
        [
            ("ba", "unreadable_count"),
            ("0", "no_people"),
            ("-1", "negative"),
        ],
    )
    def test_that_cannot_be_is_refused_with_the_reason(self, client, draft, typed, why):
        html = correct(client, draft, "employees", typed, **HTMX).content.decode()
        assert 'aria-invalid="true"' in html
        assert str(PROBLEMS[why]) in html

        correct(client, draft, "employees", typed)
        shown = client.get(step(draft, PEOPLE)).content.decode()
        assert f"Số chưa được sửa: {PROBLEMS[why]}" in shown
        draft.refresh_from_db()
        assert draft.employees == 20

    def test_that_no_index_has_is_not_found(self, client, draft):
        assert correct(client, draft, "loi_nhuan", "5").status_code == 404

    def test_of_somebody_else_is_not_found(self, client, draft):
        client.cookies.clear()
        assert correct(client, draft, "employees", "5").status_code == 404

    def test_after_the_end_leads_to_the_result(self, client, draft):
        make_answers(draft)
        result = submit(assessment=draft, by=None, now=NOW)
        response = correct(client, draft, "employees", "50", **HTMX)
        assert str(result.public_id) in response["HX-Redirect"]


def test_a_browser_that_holds_another_enterprise_saves_nothing(client, draft):
    client.session.flush()
    client.cookies.clear()
    hold(client, draft)
    assert save(client, draft, "1.1.1", picked="2").status_code == 200
    client.cookies.clear()
    assert save(client, draft, "1.1.1", picked="5").status_code == 404
    assert level(draft, "1.1.1") == 2
