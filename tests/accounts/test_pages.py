"""Pages of long lists."""

import pytest
from django.db import connection
from django.db.models import Value
from django.test.utils import CaptureQueriesContext

from accounts.models import Organisation
from accounts.pages import KeysAtOnce, KeysFirst, Onward
from tests.builders import make_organisation

pytestmark = pytest.mark.django_db


@pytest.fixture
def shops():
    names = ["Quán A", "Quán B", "Quán C", "Quán D", "Quán E"]
    return [make_organisation(name=name) for name in names]


def paged() -> KeysFirst:
    backwards = Organisation.objects.order_by("-sort_key")
    return KeysFirst(backwards.annotate(mark=Value("x")), 2)


def test_every_page_has_its_rows_in_their_order(shops):
    names = [[shop.name for shop in page] for page in paged()]
    assert names == [["Quán E", "Quán D"], ["Quán C", "Quán B"], ["Quán A"]]


def test_what_is_beside_a_row_comes_along(shops):
    assert [shop.mark for shop in paged().page(2)] == ["x", "x"]


def test_what_a_page_skips_is_passed_over_by_its_key_alone(shops):
    paginator = paged()
    with CaptureQueriesContext(connection) as queries:
        paginator.get_page(2)
    skipping = [query["sql"] for query in queries if "OFFSET" in query["sql"]]
    assert len(skipping) == 1
    assert "search_key" not in skipping[0]


@pytest.mark.parametrize("per_page", range(1, 7))
def test_from_whichever_end_a_page_is_found_it_is_the_same(shops, per_page):
    in_order = Organisation.objects.order_by("-sort_key")
    pages = [list(page) for page in KeysFirst(in_order, per_page)]
    everybody = list(in_order)
    starts = range(0, len(everybody), per_page)
    assert pages == [everybody[start : start + per_page] for start in starts]


def test_the_last_page_is_found_from_the_end(shops):
    with CaptureQueriesContext(connection) as queries:
        last = paged().get_page(9)
    assert [shop.name for shop in last] == ["Quán A"]
    assert not any("OFFSET" in query["sql"] for query in queries)


def test_a_row_that_was_taken_away_meanwhile_is_left_out(shops):
    class Late(Organisation.objects.all().__class__):
        def in_bulk(self, keys):
            self.filter(name="Quán E").delete()
            return super().in_bulk(keys)

    rows = Late(Organisation).order_by("-sort_key")
    assert [shop.name for shop in KeysFirst(rows, 2).page(1)] == ["Quán D"]


def onward() -> Onward:
    backwards = Organisation.objects.order_by("-sort_key")
    return Onward(backwards, 2, Organisation.objects.all())


def test_a_long_list_is_not_counted_to_know_whether_it_goes_on(
    shops, django_assert_num_queries
):
    with django_assert_num_queries(2):
        page = onward().get_page(2)
    assert [shop.name for shop in page] == ["Quán C", "Quán B"]
    assert page.has_next()
    assert page.next_page_number() == 3
    with django_assert_num_queries(2):
        last = onward().get_page(3)
        assert last.previous_page_number() == 2
    assert [shop.name for shop in last] == ["Quán A"]
    assert not last.has_next()


@pytest.mark.parametrize(
    ("asked", "name"),
    [
        ("9", "Quán A"),
        (None, "Quán E"),
        ("-1", "Quán E"),
        ("0", "Quán E"),
        ("²", "Quán E"),
        ("9" * 15, "Quán A"),
        pytest.param("9" * 30, "Quán A", id="more than a column holds"),
        pytest.param("9" * 5000, "Quán A", id="more than Python reads"),
    ],
)
def test_whoever_asks_beyond_a_long_list_gets_its_end(shops, asked, name):
    assert onward().get_page(asked).object_list[0].name == name


def test_a_list_that_is_hard_to_judge_is_judged_once(shops, django_assert_num_queries):
    with django_assert_num_queries(2):
        page = KeysAtOnce(
            Organisation.objects.order_by("-sort_key"), 2, Organisation.objects.all()
        ).get_page("2")
    assert [shop.name for shop in page] == ["Quán C", "Quán B"]
    assert page.paginator.count == 5


def test_a_list_without_rows_has_one_empty_page():
    nobody = Organisation.objects.order_by("pk")
    for paginator in (KeysFirst(nobody, 2), Onward(nobody, 2, nobody)):
        page = paginator.get_page(7)
        assert list(page) == []
        assert not page.has_other_pages()
