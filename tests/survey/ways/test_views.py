"""The page of industry and ticks, with scripts and without, and one way by itself."""

import pytest
from django.template.loader import render_to_string
from django.urls import reverse

from survey.models import Assessment, Result
from survey.rounds.redirects import result_url
from survey.ways.queries import way_of
from tests.builders import (
    make_assessment,
    make_result,
    make_version_of,
)
from tests.pages import assert_clean_page
from tests.survey.wizard import FIRST, HTMX, Fields, hold, step

pytestmark = pytest.mark.django_db
QUESTIONS = "tiep"  # leads to the first question that is open


@pytest.fixture
def newcomer(client, wide):
    """A draft of the wide index whose industry is not known."""
    draft = make_assessment(index_version=wide, sector="K")
    hold(client, draft)
    return draft


def address(assessment, query=""):
    return reverse("survey:variant", args=[assessment.public_id]) + query


def told(assessment) -> Assessment:
    return Assessment.objects.get(pk=assessment.pk)


def test_without_scripts_the_ticks_follow_the_industry_at_the_same_address(
    client, newcomer
):
    first = client.get(address(newcomer))
    assert_clean_page(first)
    assert 'name="ways"' not in first.content.decode()

    second = client.post(address(newcomer), {"variant": "shop"}, follow=True)
    assert second.redirect_chain == [(address(newcomer), 302)]
    assert_clean_page(second)
    page = second.content.decode()
    assert "Ngành: <strong>Cửa hàng</strong>" in page
    assert "Giao tận nơi" in page
    assert told(newcomer).ways == {}, "nothing is told before it is sent"

    sent = {"ways_of": "shop", "ways": ["stock"], "wants": ["sell", "time"]}
    onward = client.post(address(newcomer), sent)
    assert onward.url == step(newcomer, QUESTIONS)
    assert told(newcomer).ways == {"delivery": False, "stock": True, "branches": False}
    assert told(newcomer).wants == ["sell", "time"]


def test_with_scripts_the_ticks_of_the_picked_industry_are_fetched_and_nothing_kept(
    client, newcomer
):
    picked = {"variant": "farm", "change": "1"}
    part = client.get(address(newcomer), picked, **HTMX).content.decode()
    assert "<html" not in part
    assert "Có máy móc" in part
    assert 'hx-swap-oob="innerHTML"' in part, (
        "a screen reader is told that there is more"
    )
    assert "Bên dưới có 3 điều" in part
    assert told(newcomer).variant == ""


def test_another_industry_keeps_what_was_ticked_so_far(client, newcomer):
    picked = {"variant": "farm", "ways_of": "shop", "ways": "stock", "wants": "know"}
    part = client.get(address(newcomer), picked, **HTMX).content.decode()
    fields = Fields(part).sent
    assert fields == {"ways_of": ["farm"], "ways": ["stock"], "wants": ["know"]}


def test_one_page_tells_industry_ticks_and_wants(client, newcomer):
    sent = {"variant": "farm", "ways_of": "farm", "ways": ["machines"]}
    onward = client.post(address(newcomer), sent)
    assert onward.url == step(newcomer, QUESTIONS)
    assert told(newcomer).variant == "farm"
    assert told(newcomer).ways == {"machines": True, "stock": False, "delivery": False}


def test_ticks_of_an_industry_that_was_left_count_and_those_of_the_new_one_follow(
    client, shop
):
    sent = {"variant": "farm", "ways_of": "shop", "ways": ["branches"]}
    page = client.post(address(shop, "?change=1"), sent, follow=True)
    assert page.redirect_chain == [(address(shop), 302)]
    assert "Có máy móc" in page.content.decode()
    assert told(shop).ways == {"delivery": False, "stock": False, "branches": True}


@pytest.mark.parametrize("known", [{}, {"stock": True}])
def test_who_skips_the_ticks_tells_the_industry_alone(client, newcomer, known):
    Assessment.objects.filter(pk=newcomer.pk).update(ways=known)
    sent = {"variant": "shop", "ways_of": "shop", "ways": ["branches"], "skip": "1"}
    onward = client.post(address(newcomer), sent)
    assert onward.url == step(newcomer, QUESTIONS)
    assert told(newcomer).variant == "shop"
    assert told(newcomer).ways == known


def test_nobody_skips_the_industry(client, newcomer):
    page = client.post(address(newcomer), {"skip": "1"})
    assert page.status_code == 200
    assert "chọn giúp ngành gần nhất" in page.content.decode()


def test_too_many_wants_stand_beside_their_question_and_nothing_ticked_is_lost(
    client, newcomer
):
    sent = {"variant": "shop", "ways_of": "shop", "ways": ["stock"]}
    sent["wants"] = ["sell", "know", "safe"]
    page = client.post(address(newcomer), sent)
    assert page.status_code == 200
    assert_clean_page(page)
    text = page.content.decode()
    assert text.count("chọn nhiều nhất 2 điều, để") == 2, "in the summary and beside it"
    assert 'href="#wants"' in text
    fields = Fields(text).sent
    assert fields["variant"] == ["shop"]
    assert fields["ways"] == ["stock"]
    assert fields["wants"] == ["sell", "know", "safe"]
    assert told(newcomer).variant == ""


def test_a_tick_that_was_not_offered_is_refused(client, shop):
    page = client.post(address(shop), {"ways_of": "shop", "ways": ["flying"]})
    assert "không phải là một câu trả lời có sẵn" in page.content.decode()
    assert told(shop).ways == {}


def test_the_known_industry_is_named_with_a_way_to_another_one(client, shop):
    page = client.get(address(shop)).content.decode()
    assert f'href="{address(shop)}?change=1"' in page
    changing = client.get(address(shop, "?change=1")).content.decode()
    assert Fields(changing).sent["variant"] == ["shop"]
    assert "Giao tận nơi" in changing, "with its ticks, as it is known"


def test_the_only_industry_of_a_sector_is_said_to_be_that(client, wide):
    draft = make_assessment(index_version=wide, variant="farm", sector="A")
    hold(client, draft)
    assert (
        "Trong 2 ngành, chỉ ngành này gần"
        in client.get(address(draft)).content.decode()
    )


def test_an_index_without_industries_has_the_ticks_alone(client, draft):
    page = client.get(address(draft))
    assert_clean_page(page)
    text = page.content.decode()
    assert "Có hơn một điểm bán" in text
    assert "?change=1" not in text
    onward = client.post(address(draft), {"ways_of": "", "ways": ["stock"]})
    assert onward.url == step(draft, QUESTIONS)
    assert told(draft).ways["stock"] is True


def test_an_index_without_industries_and_advice_leads_to_its_questions(client):
    draft = make_assessment(index_version=make_version_of("dma"))
    hold(client, draft)
    assert client.get(address(draft)).url == step(draft, QUESTIONS)


def test_whoever_starts_is_asked_once_and_comes_to_the_questions(client):
    make_version_of("small")
    profile = {"name": "Quán phở Hòa Bình", "sector": "I", "employees": "12"}
    page = client.post(reverse("survey:start"), profile, follow=True)
    draft = Assessment.objects.get()
    assert page.redirect_chain[-1][0] == address(draft)
    page = client.post(address(draft), {"skip": "1"}, follow=True)
    assert page.redirect_chain[-1][0] == step(draft, FIRST)
    # Nobody who goes on with a draft is led to it again.
    assert client.get(step(draft, QUESTIONS)).url == step(draft, FIRST)


def test_after_submission_the_ticks_can_change_and_the_industry_cannot(client):
    result = make_result()
    assessment = result.assessment
    hold(client, assessment)
    page = client.get(address(assessment)).content.decode()
    assert "Lưu" in page
    assert "Quay lại, không thay đổi" in page
    assert "Vào phần câu hỏi" not in page
    frozen = Result.objects.values().get()
    onward = client.post(address(assessment), {"ways_of": "", "wants": ["rules"]})
    assert onward.url == result_url(result)
    assert told(assessment).wants == ["rules"]
    assert Result.objects.values().get() == frozen


@pytest.mark.parametrize(
    ("named", "goes_to"),
    [("/lo-trinh/", "/lo-trinh/"), ("//elsewhere.example/", ""), ("", "")],
)
def test_the_page_leads_back_to_where_one_came_from_on_this_site(
    client, draft, named, goes_to
):
    sent = {"ways_of": "", "next": named}
    onward = client.post(address(draft), sent).url
    assert onward == (goes_to or step(draft, QUESTIONS))


def test_the_way_back_is_kept_through_both_steps(client, newcomer):
    page = client.get(address(newcomer, "?next=/lo-trinh/")).content.decode()
    assert Fields(page).sent["next"][-1] == "/lo-trinh/"
    second = client.post(address(newcomer), {"variant": "shop", "next": "/lo-trinh/"})
    assert second.url == address(newcomer, "?next=%2Flo-trinh%2F")
    page = client.get(second.url).content.decode()
    assert Fields(page).sent["next"][-1] == "/lo-trinh/"
    skipped = client.post(second.url, {"ways_of": "shop", "skip": "1"})
    assert skipped.url == "/lo-trinh/"


def tell(client, assessment, way="stock", **sent):
    where = reverse("survey:way", args=[assessment.public_id, way])
    return client.post(where, sent)


@pytest.mark.parametrize(("said", "holds"), [("yes", True), ("no", False)])
def test_one_way_is_told_by_one_button(client, draft, said, holds):
    answer = tell(client, draft, holds=said, next="/lo-trinh/#s-2")
    assert answer.url == "/lo-trinh/#s-2"
    assert told(draft).ways == {"stock": holds}


def test_one_way_is_told_after_submission_too_and_leads_to_the_result(client):
    result = make_result()
    hold(client, result.assessment)
    page = tell(client, result.assessment, holds="yes")
    assert page.url == result_url(result)
    assert told(result.assessment).ways == {"stock": True}


@pytest.mark.parametrize(
    ("way", "sent"),
    [("flying", {"holds": "yes"}), ("stock", {"holds": "maybe"}), ("stock", {})],
)
def test_what_cannot_be_told_is_not_kept_and_said_so(client, draft, way, sent):
    page = client.post(
        reverse("survey:way", args=[draft.public_id, way]), sent, follow=True
    )
    assert "không phải là một câu trả lời có sẵn" in page.content.decode()
    assert told(draft).ways == {}


def test_the_small_form_asks_for_one_way_with_two_buttons(draft):
    context = {"assessment": draft, "way": way_of(draft, "delivery"), "back": "/x/"}
    form = render_to_string("survey/_way.html", context)
    assert reverse("survey:way", args=[draft.public_id, "delivery"]) in form
    assert "Doanh nghiệp có giao tận nơi không?" in form
    assert form.count('name="holds"') == 2
    assert Fields(form).sent["next"] == ["/x/"]


def test_the_profile_leads_to_the_ticks_and_back(client, draft):
    profile = reverse("survey:profile", args=[draft.public_id])
    link = f"{address(draft)}?next={profile}"
    assert f'href="{link}"' in client.get(profile).content.decode()
    assert client.post(link, {"ways_of": "", "ways": ["stock"]}).url == profile


def test_the_profile_of_an_index_without_advice_names_no_ticks(client):
    draft = make_assessment(index_version=make_version_of("dma"))
    hold(client, draft)
    profile = reverse("survey:profile", args=[draft.public_id])
    assert address(draft) not in client.get(profile).content.decode()


def test_where_variants_are_no_industries_nobody_is_asked_for_a_trade(client):
    draft = make_assessment(index_version=make_version_of("cis-8"), variant="ig1")
    hold(client, draft)
    address = reverse("survey:variant", args=[draft.public_id])
    asked = client.get(f"{address}?change=1").content.decode()
    told = client.get(address).content.decode()
    assert "Doanh nghiệp thuộc nhóm nào?" in asked
    assert "Lựa chọn khác" in asked
    for words in ("nghề", "Ngành"):
        assert words not in main_of(asked)
        assert words not in main_of(told)


def main_of(page: str) -> str:
    return page.partition("<main")[2].partition("</main>")[0]
