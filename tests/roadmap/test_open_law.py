"""A household that did not tell its revenue is told, in the open, what the law asks from where.

Whatever it answers, after sending too, the plan follows and no point does.
"""

import pytest
from django.urls import reverse

from survey.models import Assessment, Result
from survey.rounds.services import change_profile
from tests.builders import NOW, make_membership, make_user
from tests.pages import assert_clean_page
from tests.personas import signed_in
from tests.reports.reading import words_of
from tests.roadmap.noodle_shop import make_noodle_shop
from tests.roadmap.visits import page

pytestmark = pytest.mark.django_db
INVOICES = "Hóa đơn điện tử từ máy tính tiền"
LAW = "Nếu doanh thu trên 1 tỷ đồng một năm, luật buộc hộ kinh doanh xuất hóa đơn điện tử."


@pytest.fixture
def result() -> Result:
    return make_noodle_shop()


@pytest.fixture
def client(result):
    owner = make_user()
    make_membership(owner, result.organisation)
    return signed_in(owner)


def say(client, result: Result, above: str) -> None:
    address = reverse("survey:variant", args=[result.assessment.public_id])
    form = client.get(address)
    assert_clean_page(form)
    assert "Doanh thu một năm có trên 1 tỷ đồng không?" in form.content.decode()
    sent = {"ways_of": "food-beverage", "above": above, "ways": ["seats"]}
    assert client.post(address, sent).status_code == 302


def test_it_stands_on_result_plan_and_report_with_a_way_to_answer(client, result):
    here = reverse("survey:variant", args=[result.assessment.public_id])
    shown = client.get(reverse("reports:result", args=[result.public_id]))
    for text in (shown.content.decode(), page(client, result)):
        assert LAW in text
        assert f'href="{here}?next=' in text
    report = client.get(reverse("reports:pdf", args=[result.public_id]))
    assert LAW in words_of(report.content)


@pytest.mark.parametrize(("above", "is_planned"), [("yes", True), ("no", False)])
def test_the_plan_follows_what_is_told_and_no_point_does(
    client, result, above, is_planned
):
    before = Result.objects.values().get()
    say(client, result, above)
    text = page(client, result)
    assert LAW not in text
    steps = text.partition("Việc không có trong danh sách")[0]
    assert (INVOICES in steps) is is_planned
    assert Result.objects.values().get() == before


def test_who_is_not_sure_is_asked_on(client, result):
    say(client, result, "yes")
    say(client, result, "unsure")
    assert LAW in page(client, result)


def test_others_are_not_told_what_it_keeps_to_itself(client, result):
    association = signed_in(make_user("ai@khac.example"))
    shown = association.get(reverse("reports:result", args=[result.public_id]))
    assert LAW not in shown.content.decode()


def test_a_newer_figure_says_more_than_what_was_told_before():
    draft = make_noodle_shop().assessment
    Assessment.objects.update(state=Assessment.State.DRAFT, is_above_threshold=True)
    for revenue, told in ((None, True), (800_000_000, None)):
        change_profile(assessment=draft, now=NOW, by=None, revenue=revenue)
        assert Assessment.objects.get().is_above_threshold is told


def test_an_enterprise_is_not_asked(client, result):
    organisation = result.organisation
    organisation.is_household = False
    organisation.save()
    address = reverse("survey:variant", args=[result.assessment.public_id])
    assert "Doanh thu một năm" not in client.get(address).content.decode()
    assert LAW not in page(client, result)
