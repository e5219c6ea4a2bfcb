"""How far the answers of a round come, and what each of them counts for."""

from decimal import Decimal

import pytest

from indexes.index.model import Index
from scoring.rules import NOT_APPLICABLE
from survey.answers.progress import (
    counted_level,
    counted_levels,
    judged,
    missing,
    progress_from,
    progress_of,
)
from survey.models import Answer
from survey.rounds.queries import assessments
from tests.builders import index_document, levels_of, make_answers, make_assessment

SMALL = Index(index_document("small"))
SHOP = Index(index_document("wide"), "shop")


def answers(**levels: int) -> list[Answer]:
    """Picked levels by question, as no database holds them: `answers(q_1_1_1=3)`."""
    by_code = {name[2:].replace("_", "."): level for name, level in levels.items()}
    return [Answer(question=code, level=level) for code, level in by_code.items()]


def states(progress) -> list[tuple[int, int, str]]:
    return [(row.answered, row.total, row.state) for row in progress.pages]


@pytest.fixture
def draft():
    """As a view has it: fetched with its index version, without the document."""
    make_answers(make_assessment(), level=3)
    return assessments().get()


@pytest.mark.parametrize(
    ("parts", "level"),
    [
        ({"level": 4}, 4),
        ({"level": 0}, 0),
        ({"level": None}, None),
        ({"state": "not_applicable"}, NOT_APPLICABLE),
        ({"state": "cleared", "level": 4}, None),
        ({"level": 4, "to_confirm": True}, None),
        ({"state": "not_applicable", "to_confirm": True}, None),
    ],
)
def test_an_answer_counts_for_its_level_once_somebody_has_confirmed_it(parts, level):
    assert counted_level(Answer(question="1.1.1", **parts)) == level


def test_a_question_behind_a_branch_that_is_not_taken_does_not_apply():
    levels = counted_levels(SMALL, answers(q_1_1_1=0, q_1_1_2=5))
    assert levels["1.1.2"] == NOT_APPLICABLE
    assert levels["3.1.1"] is None
    assert counted_levels(SMALL, answers(q_1_1_1=1, q_1_1_2=5))["1.1.2"] == 5


def test_every_scored_question_has_a_place_among_the_levels_and_no_other():
    assert tuple(counted_levels(SMALL, [])) == SMALL.codes
    free = Answer(question="1.1.3", text="pho.example")
    assert "1.1.3" not in counted_levels(SMALL, [free])


@pytest.mark.django_db
def test_progress_tells_answered_total_minutes_and_each_page(draft):
    draft.answers.filter(question__in=["2.1.1", "3.1.1", "3.1.2"]).delete()
    progress = progress_of(draft)
    assert (progress.answered, progress.total, progress.minutes_left) == (4, 7, 2)
    assert progress.open == ["2.1.1", "3.1.1", "3.1.2"]
    assert states(progress) == [(2, 2, "done"), (2, 3, "started"), (0, 2, "todo")]


def test_nothing_is_answered_before_anybody_answers():
    """VN-B opens with four tools already ticked."""
    progress = progress_from(SMALL, [])
    assert (progress.answered, progress.total, progress.minutes_left) == (0, 6, 4)
    assert set(counted_levels(SMALL, []).values()) == {None, NOT_APPLICABLE}


def test_a_branch_that_opens_asks_one_question_more():
    assert progress_from(SMALL, answers(q_1_1_1=0)).total == 6
    assert progress_from(SMALL, answers(q_1_1_1=1)).total == 7


def test_an_answer_to_confirm_is_still_open():
    copied = Answer(question="1.1.1", level=3, to_confirm=True)
    assert "1.1.1" in progress_from(SMALL, [copied]).open


def test_what_does_not_apply_is_answered():
    said = Answer(question="2.2.1", state="not_applicable")
    progress = progress_from(SMALL, [said])
    assert progress.answered == 1
    assert "2.2.1" not in progress.open


def test_some_pages_are_counted_alone():
    progress = progress_from(SMALL, answers(q_1_1_1=0, q_3_1_1=2), SMALL.pages[2:])
    assert (progress.answered, progress.total) == (1, 2)
    assert states(progress) == [(1, 2, "started")]


def test_answers_of_others_open_branches_and_answer_nothing():
    """A colleague is asked what the owner's answers lead to."""
    progress = progress_from(SMALL, [], others=answers(q_1_1_1=3))
    assert "1.1.2" in progress.open
    assert progress.answered == 0


def test_ones_own_answer_goes_before_that_of_others():
    progress = progress_from(SMALL, answers(q_1_1_1=0), others=answers(q_1_1_1=3))
    assert "1.1.2" not in progress.open


def test_a_whole_list_of_tools_is_one_question():
    tools = [code for code in SHOP.codes if code.startswith("3.1")]
    page = SHOP.page_of(tools[0])
    looked_through = [Answer(question=code, level=0) for code in tools]
    assert states(progress_from(SHOP, [], [page])) == [(0, 1, "todo")]
    assert states(progress_from(SHOP, looked_through[:1], [page])) == [(0, 1, "todo")]
    assert states(progress_from(SHOP, looked_through, [page])) == [(1, 1, "done")]


def test_a_group_is_answered_by_itself_or_by_all_of_its_criteria():
    by_group = progress_from(SHOP, answers(q_1_1=2))
    by_criteria = progress_from(SHOP, answers(q_1_1_1=2, q_1_1_2=1))
    by_one = progress_from(SHOP, answers(q_1_1_1=2))
    assert [row.answered for row in (by_group, by_criteria, by_one)] == [1, 1, 0]


def test_a_page_that_asks_nothing_is_free_until_somebody_uses_it():
    page = next(page for page in SHOP.pages if page.refines)
    criterion = Answer(question=page.codes[0], level=1)
    assert states(progress_from(SHOP, [], [page])) == [(0, 0, "free")]
    assert states(progress_from(SHOP, [criterion], [page])) == [(0, 0, "done")]


@pytest.mark.django_db
def test_missing_questions_come_in_the_order_of_the_index(draft):
    draft.answers.filter(question__in=["3.1.1", "1.1.1"]).delete()
    assert missing(draft) == ["1.1.1", "3.1.1"]


@pytest.mark.django_db
def test_a_ratio_is_judged_by_the_figures_of_now(draft):
    draft.answers.filter(question="2.1.1").update(numerator=Decimal(20), level=0)
    levels = {answer.question: answer.level for answer in judged(draft)}
    assert levels["2.1.1"] == 5
    assert levels["2.2.1"] == 3  # picked without numbers: it stays


@pytest.mark.django_db
def test_a_ratio_whose_figure_is_gone_is_missing(draft):
    draft.answers.filter(question="2.1.1").update(numerator=Decimal(20))
    draft.employees = None
    assert missing(draft) == ["2.1.1"]


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("read", "queries"), [(levels_of, 1), (progress_of, 1), (missing, 2)]
)
def test_each_read_needs_a_fixed_number_of_queries(
    draft, django_assert_num_queries, read, queries
):
    with django_assert_num_queries(queries):
        read(draft)
