"""One page put together: its cards, their numbers and headings, and what could not be used."""

from decimal import Decimal

from survey.questionnaire.page import DrawnPage, figure_name
from survey.questionnaire.problems import BOTH_GIVEN, Problem
from survey.questionnaire.storage import QuestionnaireStorage
from tests.survey.asked import make_answer, posted, small, storage_with, wide

FIRST, PEOPLE = "1-khach-hang", "2-con-nguoi"


def drawn(slug: str, *answers, index=None, figures=None) -> DrawnPage:
    index = index or small()
    page = next(page for page in index.pages if page.slug == slug)
    return DrawnPage(storage_with(index, *answers, **(figures or {})), page)


def card(page: DrawnPage, code: str):
    (found,) = page.cards([code])
    return found


class TestTheQuestionsOfAPage:
    def test_are_those_asked_now(self):
        assert [c.code for c in drawn(FIRST).cards()] == ["1.1.1"]
        answered = drawn(FIRST, make_answer("1.1.1", level=2))
        assert [c.code for c in answered.cards()] == ["1.1.1", "1.1.2", "1.1.3"]

    def test_keep_a_place_while_they_are_not_asked(self):
        slots = drawn(FIRST).slots()
        assert [slot["anchor"] for slot in slots] == ["1-1-1", "1-1-2", "1-1-3"]
        assert [slot["card"] is None for slot in slots] == [False, True, True]

    def test_drawn_alone_are_numbered_as_on_the_whole_page(self):
        page = drawn(PEOPLE, make_answer("1.1.1", level=2))
        assert [c.number for c in page.cards()] == [3, 4, 5]
        assert card(page, "2.2.1").number == 5

    def test_are_headed_by_their_group_once(self):
        page = drawn(FIRST, make_answer("1.1.1", level=2))
        assert [c.heading for c in page.cards()] == ["Mạng", "", ""]

    def test_leave_tools_to_their_list(self):
        page = drawn("3-cong-cu", index=wide())
        assert page.cards() == page.slots() == []
        (tools,) = page.tool_lists()
        assert (tools.code, len(tools.tools), tools.in_use) == ("3.1", 4, 0)

    def test_of_a_group_lead_to_its_criteria(self):
        answers = [make_answer("1.1.1", level=1)]
        refine = card(drawn(FIRST, *answers, index=wide()), "1.1").refine
        assert refine.slug == "1-1-hieu-khach-chi-tiet"
        assert (refine.total, refine.answered, refine.group_counts) == (2, 1, False)
        answers.append(make_answer("1.1", level=1))
        assert card(drawn(FIRST, *answers, index=wide()), "1.1").refine.group_counts


class TestWhyAPillarMatters:
    def test_is_said_on_its_first_page_only(self):
        assert drawn(FIRST).why == "Khách ở trên mạng."
        criteria = drawn("1-1-hieu-khach-chi-tiet", index=wide())
        assert criteria.why == ""


class TestANumberOfTheRound:
    def test_is_asked_at_its_first_question_while_it_is_not_known(self):
        page = drawn(PEOPLE)
        assert card(page, "2.1.1").figure.asked
        assert card(page, "2.1.2").figure.name == "revenue_quarter"

    def test_is_shown_once_it_is_known(self):
        page = drawn(PEOPLE, figures={"employees": Decimal(1200)})
        figure = card(page, "2.1.1").figure
        assert (figure.asked, figure.shown, figure.was) == (False, "1.200", "1200")

    def test_stands_as_typed_beside_its_error(self):
        page = drawn(PEOPLE)
        page.data = posted(figure__employees="nhiều")
        page.problems = [Problem("", "figure-employees", "unreadable_count")]
        figure = card(page, "2.1.1").figure
        assert figure.shown == "nhiều"
        assert figure.error

    def test_is_known_by_the_question_that_uses_it(self):
        codes = ("2.1.1", "2.1.2", "2.2.1", "1.1.1")
        names = [figure_name(small(), code) for code in codes]
        assert names == ["employees", "revenue_quarter", None, None]


class TestWhatCouldNotBeUsed:
    def page(self, *problems, **fields) -> DrawnPage:
        page = drawn(PEOPLE, make_answer("2.1.1", level=4))
        page.data, page.problems = posted(**fields), list(problems)
        return page

    def test_stands_as_it_was_sent_beside_its_error(self):
        problem = Problem("2.1.1", "2.1.1-numerator", "unreadable_count")
        page = self.page(problem, q_2_1_1="4", q_2_1_1__numerator="ba")
        shown = card(page, "2.1.1")
        assert shown.values["numerator"] == "ba"
        assert shown.picked == "4"
        assert shown.errors == {"2.1.1-numerator": problem.text}

    def test_leaves_its_neighbours_as_they_stand(self):
        problem = Problem("2.2.1", "2.2.1-numerator", "unreadable_count")
        page = self.page(problem, q_2_1_1="1", q_2_2_1__numerator="ba")
        assert card(page, "2.1.1").picked == "4"

    def test_offers_no_card_against_numbers(self):
        problem = Problem("2.1.1", "2.1.1-numerator", BOTH_GIVEN)
        page = self.page(problem, q_2_1_1="4", q_2_1_1__numerator="5")
        assert card(page, "2.1.1").picked == ""

    def test_is_listed_in_the_order_of_the_page(self):
        page = self.page(
            Problem("2.2.1", "2.2.1-numerator", "unreadable_count"),
            Problem("", "figure-revenue_quarter", "unreadable"),
            Problem("2.1.1", "2.1.1-numerator", "unreadable_count"),
        )
        lines = page.summary()
        assert [line["target"] for line in lines] == ["q-2.1.1", "q-2.1.2", "q-2.2.1"]
        assert lines[0]["name"] == "Câu 2 (Nhân viên được học)"
        assert all(line["text"] for line in lines)

    def test_of_a_question_that_is_not_asked_any_more_has_no_name(self):
        (line,) = self.page(Problem("1.1.2", "1.1.2", "other")).summary()
        assert (line["name"], line["target"]) == ("", "q-1.1.2")


def test_a_page_without_numbers_never_reads_the_figures_of_the_round():
    class Storage(QuestionnaireStorage):
        @property
        def figures(self):
            raise AssertionError("a query for nothing")

    storage = Storage(small())
    storage.answers["1.1.1"] = make_answer("1.1.1", level=2)
    assert DrawnPage(storage, small().pages[0]).cards()
