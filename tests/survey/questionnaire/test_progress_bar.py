"""The bar: how far the round is, and every page that is asked with its state in words."""

from survey.questionnaire.progress_bar import is_free, progress_bar
from tests.survey.asked import make_answer, small, storage_with, wide


def bar(storage, slug: str) -> dict:
    here = next(page for page in storage.index.pages if page.slug == slug)
    return progress_bar(storage, here)


def column(shown: dict, name: str) -> list:
    return [page[name] for page in shown["pages"]]


def test_the_bar_names_the_page_and_its_pillar():
    shown = bar(storage_with(small()), "2-con-nguoi")
    assert (shown["title"], shown["pillar"]) == ("Con người", "Con người")
    assert column(shown, "is_current") == [False, True, False]


def test_every_page_says_how_far_it_is():
    answers = [make_answer("1.1.1", level=0), make_answer("2.2.1", level=3)]
    shown = bar(storage_with(small(), *answers), "1-khach-hang")
    assert column(shown, "state") == ["done", "started", "todo"]
    assert column(shown, "state_text") == ["xong", "đang làm", "chưa làm"]
    assert [(p["answered"], p["total"]) for p in shown["pages"]] == [
        (1, 1),
        (1, 3),
        (0, 2),
    ]
    assert shown["progress"].answered == 2


def test_the_criteria_of_a_group_stand_beside_the_way_without_a_number():
    shown = bar(storage_with(wide()), "1-1-hieu-khach-chi-tiet")
    beside = [page for page in shown["pages"] if page["state"] == "beside"]
    assert [(page["number"], page["state_text"]) for page in beside] == [(0, "")]
    assert [page["number"] for page in shown["pages"] if page not in beside] == [
        1,
        2,
        3,
    ]


def test_the_criteria_of_other_groups_are_not_listed_while_they_count_nothing():
    slugs = column(bar(storage_with(wide()), "1-khach-hang"), "slug")
    assert not [slug for slug in slugs if slug.endswith("chi-tiet")]


def test_a_page_is_free_when_nothing_on_it_counts():
    index = small()
    assert [is_free(index, page) for page in index.pages] == [False, False, False]
    beside = [page for page in wide().pages if page.refines]
    assert not any(is_free(wide(), page) for page in beside)
