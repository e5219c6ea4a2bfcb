"""The list of an industry's tools: ticked, looked at, confirmed, read again."""

import re
from unittest.mock import patch

import pytest
from django.contrib.auth.models import AnonymousUser
from django.urls import reverse

from indexes.advice.firm import Firm
from indexes.advice.fits import fits
from indexes.advice.queries import advice_of
from indexes.index.model import Index
from survey.answers.progress import missing, progress_of
from survey.answers.values import CLEARED
from survey.colleagues.storage import InvitedStorage
from survey.models import Answer, Assessment, Respondent
from survey.questionnaire.storage import AnswerStorage, QuestionnaireStorage
from survey.questionnaire.tool_lists import indicator_of, read_tools, tool_list
from survey.results.services import submit
from survey.rounds.services import choose_variant, start_next_round
from tests.builders import NOW, index_document, make_assessment, make_version_of
from tests.survey.asked import make_answer, posted, storage_with, wide
from tests.survey.wide import TOOLS, answer_all, given, next_round, page, tick, waiting
from tests.survey.wizard import HTMX, Fields, hold, save, step

pytestmark = pytest.mark.django_db


@pytest.mark.sql
def test_a_tool_without_a_tick_is_no_answer_until_the_whole_list_was_looked_at(
    client, shop
):
    tick(client, shop, "3.1.s-1")
    assert {code: answer.level for code, answer in given(shop).items()} == {
        "3.1.s-1": 1
    }
    assert set(TOOLS[1:]) <= set(missing(shop))
    tick(client, shop, "3.1.s-1", all_seen=True, was="3.1.s-1=1")
    assert [given(shop)[code].level for code in TOOLS] == [1, 0, 0, 0]
    assert not set(TOOLS) & set(missing(shop))


def test_a_single_tool_has_no_address_of_its_own(client, shop):
    assert save(client, shop, TOOLS[0], picked="1").status_code == 404
    assert not given(shop)


def test_taking_the_looked_at_mark_back_takes_the_noes_back(client, shop):
    tick(client, shop, "3.1.s-1", all_seen=True)
    tick(client, shop, "3.1.s-1", was="3.1.s-1=1 3.1.s-2=0 3.1.s-3=0 3.1.s-4=0")
    assert {code: answer.level for code, answer in given(shop).items()} == {
        "3.1.s-1": 1
    }


@pytest.mark.sql
def test_an_old_tab_does_not_untick_what_a_newer_one_ticked(client, shop):
    tick(client, shop, "3.1.s-1")
    tick(client, shop, "3.1.s-2")  # this page was made before the first tick
    assert set(given(shop)) == {"3.1.s-1", "3.1.s-2"}


def test_the_tools_are_saved_without_javascript_too(client, shop):
    client.post(
        step(shop, "3-cong-cu"),
        {"3.1": ["3.1.s-2"], "3.1-was": "", "3.1-all": "1", "next": "1"},
    )
    assert [given(shop)[code].level for code in TOOLS] == [0, 1, 0, 0]


@pytest.mark.sql
def test_the_next_round_of_tools_waits_to_be_confirmed(client, shop):
    answer_all(client, shop)
    submit(assessment=shop, by=None, now=NOW)
    following = start_next_round(assessment=shop, by=None, now=NOW)
    assert following.variant == "shop"
    hold(client, following)
    assert set(TOOLS) <= set(missing(following))
    was = " ".join(
        f"{code}={level}" for code, level in zip(TOOLS, [0, 1, 1, 0], strict=True)
    )
    data = {"3.1": ["3.1.s-2", "3.1.s-3"], "3.1-was": was, "3.1-all": "1"}
    client.post(
        reverse("survey:answer", args=[following.public_id, "3.1"]), data, **HTMX
    )
    assert not set(TOOLS) & set(missing(following))
    assert not Answer.objects.filter(
        assessment=following, question__in=TOOLS, to_confirm=True
    ).exists()


def test_a_list_that_waits_to_be_confirmed_is_told_as_one_answer(client, shop):
    answer_all(client, shop)
    following = next_round(client, shop)
    shown = page(client, following, following.index.page_of(TOOLS[0]).slug)
    assert "Trang này có 1 câu trả lời chép từ kỳ trước" in shown


def test_a_tool_that_is_called_otherwise_now_is_named_to_be_ticked_anew(client, shop):
    answer_all(client, shop)
    following = next_round(client, shop)
    slug = following.index.page_of(TOOLS[0]).slug
    assert "được hỏi khác kỳ trước" not in page(client, following, slug)
    copied = Answer.objects.filter(assessment=following, question=TOOLS[1])
    copied.update(state=CLEARED, level=None)
    shown = page(client, following, slug)
    name = following.index.questions[TOOLS[1]]["name"]["vi"]
    assert f"đánh dấu lại cái đang dùng: {name}." in shown
    tick(client, following, TOOLS[1], was=f"{TOOLS[0]}=0")
    assert "được hỏi khác kỳ trước" not in page(client, following, slug)


@pytest.mark.sql
def test_after_another_industry_is_chosen_the_old_tools_count_no_more(client, shop):
    tick(client, shop, "3.1.s-1", all_seen=True)
    choose_variant(assessment=shop, variant="farm", by=None, now=NOW)
    assert {"3.1.f-1", "3.1.f-2"} <= set(missing(shop))
    assert (
        client.get(reverse("survey:review", args=[shop.public_id])).status_code == 200
    )


def test_a_list_of_tools_counts_as_one_question(client, shop):
    total = progress_of(shop).total
    assert total == len(shop.index.asked(shop.index.codes)) - len(TOOLS) + 1
    tick(client, shop, "3.1.s-1")
    assert progress_of(Assessment.objects.get(pk=shop.pk)).answered == 0
    tick(client, shop, all_seen=True)
    assert progress_of(Assessment.objects.get(pk=shop.pk)).answered == 1


def test_a_confirmed_list_of_tools_keeps_its_noes_and_its_mark(client, following):
    sent = Fields(page(client, following, "3-cong-cu")).sent | {"confirm": "3.1"}
    shown = client.post(
        reverse("survey:answer", args=[following.public_id, "3.1"]), sent, **HTMX
    ).content.decode()
    assert 'name="3.1-all" value="1" checked' in shown
    levels = dict(
        Answer.objects.filter(assessment=following).values_list("question", "level")
    )
    assert [levels[code] for code in TOOLS] == [0, 1, 1, 0]


def test_saving_a_page_takes_no_copied_no_back(client, following):
    client.post(
        step(following, "3-cong-cu"),
        Fields(page(client, following, "3-cong-cu")).sent | {"stay": "1"},
    )
    assert waiting(following) >= {*TOOLS}
    assert set(given(following)) >= {*TOOLS}


class TestAListReadAgain:
    def read(self, *ticked, was=None, answer=None, **buttons):
        data = posted(**{"3.1": list(ticked)}, **buttons)
        if was is not None:
            data["3.1-was"] = was
        values = read_tools("3.1", TOOLS, data, lambda _code: answer)
        return {code: value.level for code, value in values.items()}

    def test_of_another_page_tells_nothing(self):
        assert self.read("3.1.s-1", was=None) == {}

    def test_tells_ticks_at_once_and_noes_when_it_was_looked_at(self):
        assert self.read("3.1.s-1", was="") == {"3.1.s-1": 1}
        looked_at = self.read("3.1.s-1", was="", **{"3.1__all": "1"})
        assert looked_at == dict(zip(TOOLS, [1, 0, 0, 0], strict=True))

    def test_tells_nothing_that_the_page_had_shown(self):
        assert self.read("3.1.s-1", was="3.1.s-1=1") == {}

    def test_takes_back_what_is_not_ticked_any_more(self):
        assert self.read(was="3.1.s-1=1 3.1.s-2=0") == {
            "3.1.s-1": None,
            "3.1.s-2": None,
        }

    def test_leaves_a_copied_no_waiting(self):
        copied = make_answer("3.1.s-2", level=0, to_confirm=True)
        assert self.read(was="3.1.s-2=0", answer=copied) == {}

    @pytest.mark.parametrize("button", ["3.1", "all"])
    def test_confirms_what_was_copied_as_far_as_it_was_known(self, button):
        copied = make_answer(level=0, to_confirm=True)
        shown = "3.1.s-1=1 3.1.s-2=0"
        confirmed = self.read("3.1.s-1", was=shown, answer=copied, confirm=button)
        assert confirmed == {"3.1.s-1": 1, "3.1.s-2": 0}

    def test_is_not_confirmed_by_the_button_of_another(self):
        copied = make_answer(level=1, to_confirm=True)
        shown = "3.1.s-1=1"
        assert self.read("3.1.s-1", was=shown, answer=copied, confirm="2.1") == {}

    @pytest.mark.parametrize("was", ["3.1.s-1", "=1", "  "])
    def test_reads_a_broken_trace_as_none(self, was):
        assert self.read("3.1.s-1", was=was) == {"3.1.s-1": 1}


class TestAListDrawn:
    def drawn(self, *answers):
        return tool_list(storage_with(wide(), *answers), "3.1", 5)

    def test_names_its_tools_and_what_they_build_on(self):
        tools = self.drawn().tools
        assert [tool.name for tool in tools] == [
            "Máy tính tiền",
            "Kho",
            "Nhập hàng",
            "Giá",
        ]
        assert [tool.builds_on for tool in tools] == [
            "",
            "",
            "Kho",
            "Máy tính tiền, Kho",
        ]

    def test_of_nothing_answered_shows_nothing(self):
        drawn = self.drawn()
        assert (drawn.was, drawn.in_use, drawn.all_seen) == ("", 0, False)

    def test_tells_what_it_shows(self):
        drawn = self.drawn(
            make_answer("3.1.s-1", level=1),
            make_answer("3.1.s-2", level=0),
            make_answer("3.1.s-3", state=CLEARED, level=1),
        )
        assert (drawn.was, drawn.in_use, drawn.all_seen) == (
            "3.1.s-1=1 3.1.s-2=0",
            1,
            False,
        )

    def test_counts_as_looked_at_once_every_tool_is_answered_and_none_waits(self):
        answers = [make_answer(code, level=0) for code in TOOLS]
        assert self.drawn(*answers).all_seen
        answers[0].to_confirm = True
        waiting = self.drawn(*answers)
        assert (waiting.all_seen, waiting.to_confirm) == (False, True)

    def test_sends_its_own_fields(self):
        assert self.drawn().params == "3.1,3.1-all,3.1-was,confirm,csrfmiddlewaretoken"

    def test_that_no_index_has_is_an_error(self):
        with pytest.raises(KeyError):
            indicator_of(wide(), "9.9")


def test_the_tools_of_each_job_have_a_head_of_their_own(client):
    draft = make_assessment(
        index_version=make_version_of("dbi-2025-sme"), variant="food-beverage"
    )
    hold(client, draft)
    text = client.get(step(draft, "7-giai-phap-cong-nghe-theo-nganh")).content.decode()
    groups = re.findall(
        r'<fieldset class="tools__group">\s*<legend>([^<]+)</legend>(.*?)</fieldset>',
        text,
        re.DOTALL,
    )
    heads = [head for head, _tools in groups]
    assert heads == [
        "Bán hàng, nhận đơn",
        "Khách quen và quảng bá",
        "Bếp",
        "Kho, mua hàng, giao hàng",
        "Tiền, hóa đơn, sổ sách",
        "Người làm",
        "An toàn và giấy tờ",
    ]
    tools = [tools.count('type="checkbox"') for _head, tools in groups]
    assert sum(tools) == len(draft.index.tools["7.2"]) == 28
    assert "Màn hình bếp nhận món" in groups[2][1]


def test_tools_without_a_job_are_one_list_without_a_head(client, shop):
    text = client.get(step(shop, "3-cong-cu")).content.decode()
    assert "tools__group" not in text
    assert text.count('name="3.1" value=') == len(TOOLS)


VARIANTS = index_document("dbi-2025-sme")["variants"]["list"]


class TestToolsThatDoNotFitHowTheFirmWorks:
    def drawn(self, index, ways: dict[str, bool], *answers: Answer):
        storage = storage_with(index, *answers)
        firm = Firm(ways=ways)
        with patch.object(QuestionnaireStorage, "firm", firm):
            return tool_list(storage, "7.2", 15), firm

    @pytest.mark.parametrize("variant", [each["id"] for each in VARIANTS])
    def test_are_folded_away_in_every_industry_and_no_other_is(self, variant):
        index = Index(index_document("dbi-2025-sme"), variant)
        advice = advice_of(index.id)
        denied = dict.fromkeys(advice.asked_of(variant), False)
        drawn, firm = self.drawn(index, denied)
        unfit = {tool.code for tool in drawn.unfit.tools}
        codes = index.tools["7.2"]
        assert unfit == {
            code for code in codes if fits(advice.question(code), firm) is False
        }
        # Each once, here or there.
        assert sorted(tool.code for tool in drawn.tools) == sorted(codes)

        # What holds, or is not known, folds nothing.
        assert self.drawn(index, dict.fromkeys(denied, True))[0].unfit is None
        assert self.drawn(index, {})[0].unfit is None

    def test_stand_where_they_are_looked_for_once_they_are_in_use(self):
        index = Index(index_document("dbi-2025-sme"), "food-beverage")
        by_table = make_answer("7.2.13-06", level=1)
        drawn, _firm = self.drawn(index, {"seats": False}, by_table)
        assert "7.2.13-06" not in {tool.code for tool in drawn.unfit.tools}
        assert drawn.in_use == 1

    def test_say_why_and_can_be_ticked_all_the_same(self, client):
        draft = make_assessment(
            index_version=make_version_of("dbi-2025-sme"),
            variant="food-beverage",
            ways={"seats": False, "delivery": True},
        )
        hold(client, draft)
        address = step(draft, "7-giai-phap-cong-nghe-theo-nganh")
        text = client.get(address).content.decode()
        fold = re.search(
            r"<details class=\"more tools__unfit\">.*?</details>", text, re.S
        )[0]
        assert "Không hợp cách anh/chị làm: 2<" in fold
        assert "cho biết không có khách ngồi tại quán" in fold
        assert set(re.findall(r'value="([^"]+)"', fold)) == {"7.2.13-04", "7.2.13-06"}
        assert text.count('name="7.2" value=') == 28

        client.post(address, {"7.2": ["7.2.13-04"], "7.2-was": "", "next": "1"})
        assert given(draft)["7.2.13-04"].level == 1
        fold = client.get(address).content.decode().partition("tools__unfit")[2]
        assert 'value="7.2.13-04"' not in fold

    def test_are_no_secret_told_to_an_invited_colleague(self):
        draft = make_assessment(
            index_version=make_version_of("dbi-2025-sme"),
            variant="food-beverage",
            ways={"seats": False},
        )
        assert AnswerStorage(draft, AnonymousUser()).firm.ways == {"seats": False}
        respondent = Respondent(assessment=draft)
        assert InvitedStorage(respondent).firm.ways == {}
