"""The numbers of questions: over all pages, a list of tools as one, none for free ones."""

import pytest

from survey.answers.progress import progress_from
from survey.questionnaire.numbering import numbers_of
from tests.survey.asked import small, wide


def numbers(index, slug: str, shown=None) -> dict[str, int]:
    page = next(page for page in index.pages if page.slug == slug)
    return numbers_of(index, page, list(index.questions) if shown is None else shown)


def test_questions_are_counted_over_all_pages():
    on_last_page = numbers(small(), "3-du-lieu")
    assert on_last_page["1.1.1"] == 1
    assert on_last_page["3.1.2"] == len(small().codes)
    assert on_last_page == numbers(small(), "1-khach-hang")


def test_what_nobody_has_to_answer_has_no_number_and_leaves_no_gap():
    shown = numbers(small(), "1-khach-hang")
    assert shown["1.1.3"] == 0
    assert (shown["1.1.2"], shown["2.1.1"]) == (2, 3)


def test_a_question_that_is_not_asked_now_is_not_counted():
    shown = ["1.1.1", "2.1.1", "2.1.2", "2.2.1", "3.1.1", "3.1.2"]
    assert numbers(small(), "2-con-nguoi", shown)["2.1.1"] == 2
    assert "1.1.2" not in numbers(small(), "2-con-nguoi", shown)


def test_a_list_of_tools_is_one_question():
    shown = numbers(wide(), "3-cong-cu")
    tools = {shown[code] for code in wide().tools["3.1"]}
    assert tools == {shown["3.1"]}
    assert shown["3.1"] == shown["2.2"] + 1


def test_groups_are_counted_on_the_way_and_their_criteria_on_their_own_page():
    on_the_way = numbers(wide(), "1-khach-hang")
    assert (on_the_way["1.1"], on_the_way["1.2"]) == (1, 2)
    assert "1.1.1" not in on_the_way
    assert numbers(wide(), "1-1-hieu-khach-chi-tiet") == {"1.1.1": 1, "1.1.2": 2}


@pytest.mark.parametrize("index", [small(), wide()], ids=["small", "wide"])
def test_the_last_number_is_how_many_the_bar_says_there_are(index):
    # "3 of 15" takes the one from the question and the other from the bar.
    progress = progress_from(index, [])
    levels = dict.fromkeys(index.codes)
    shown = index.shown(levels)
    asked = [code for code in index.questions if code in shown]
    on_the_way = numbers_of(index, index.pages[0], asked)
    assert max(on_the_way.values()) == progress.total
