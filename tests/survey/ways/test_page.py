"""What the page of industry and ticks offers, and what stands ticked on it."""

import pytest
from django.http import QueryDict
from django.utils import translation

from survey.models import Assessment
from survey.ways.page import FirmPage
from tests.builders import make_assessment, make_version_of

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def in_vietnamese():
    with translation.override("vi"):
        yield


def page_of(assessment: Assessment, sent: str = "", change: bool = False) -> FirmPage:
    return FirmPage(assessment, QueryDict(sent), change)


def test_the_industry_is_asked_only_where_it_is_not_known(wide):
    assert page_of(make_assessment(index_version=wide)).industries
    shop = make_assessment(index_version=wide, variant="shop", round=2)
    assert not page_of(shop).industries
    assert page_of(shop, change=True).industries
    assert not page_of(make_assessment(), change=True).industries, "there are none"


def test_there_are_ticks_as_soon_as_the_industry_is_known(wide):
    draft = make_assessment(index_version=wide)
    assert not page_of(draft).ticks
    assert page_of(draft, "variant=farm").ticks
    assert page_of(make_assessment()).ticks, "without industries at once"


def test_industries_of_the_sector_come_first(wide):
    context = page_of(make_assessment(index_version=wide, sector="A")).context()
    assert [row["id"] for row in context["near"]] == ["farm"]
    assert [row["id"] for row in context["others"]] == ["shop"]
    assert not context["is_other"]


def test_one_picked_among_the_others_keeps_them_open(wide):
    draft = make_assessment(index_version=wide, sector="A")
    assert page_of(draft, "variant=shop").context()["is_other"]


def test_what_is_known_stands_ticked():
    ways, wants = {"stock": True, "delivery": False}, ["know"]
    context = page_of(make_assessment(ways=ways, wants=wants)).context()
    assert context["ticked"] == ["stock"]
    assert context["wanted"] == ["know"]
    asked = [way["text"] for way in context["ways"]]
    assert asked == ["Có hơn một điểm bán", "Giao tận nơi", "Có kho"]
    assert len(context["wants"]) == 6


def test_what_is_being_ticked_wins_over_what_is_known():
    draft = make_assessment(ways={"stock": True}, wants=["know"])
    sent = "ways_of=&ways=delivery&wants=sell&wants=safe"
    context = page_of(draft, sent).context()
    assert (context["ticked"], context["wanted"]) == (["delivery"], ["sell", "safe"])
    nothing = page_of(draft, "ways_of=").context()
    assert (nothing["ticked"], nothing["wanted"]) == ([], [])


@pytest.mark.parametrize(
    ("sector", "is_only"), [("A", True), ("G", False), ("I", False)]
)
def test_where_the_sector_left_no_choice_the_page_says_so(wide, sector, is_only):
    draft = make_assessment(index_version=wide, variant="farm", sector=sector)
    context = page_of(draft).context()
    assert context["industry"] == "Trang trại"
    assert context["industry_count"] == 2
    assert context["is_only_one"] is is_only


def test_after_submission_the_industry_stays_and_the_ticks_remain(wide):
    done = make_assessment(index_version=wide, variant="shop", state="submitted")
    page = page_of(done, "variant=farm", change=True)
    assert (page.industries, page.variant, page.ticks) == (False, "shop", True)


@pytest.mark.parametrize(
    ("index", "state", "says"),
    [
        ("small", "draft", True),
        ("small", "submitted", True),
        ("dma", "draft", False),
        ("dma", "submitted", False),
    ],
)
def test_a_page_with_nothing_to_choose_says_nothing(index, state, says):
    draft = make_assessment(index_version=make_version_of(index), state=state)
    assert page_of(draft).says_something is says
