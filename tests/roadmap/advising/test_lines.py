"""Advice as data: codes and numbers, reasons in both languages, support by year."""

from dataclasses import replace
from functools import partial

from indexes.advice.advised import KINDS, Advised
from indexes.advice.firm import Firm
from indexes.advice.queries import advice_of
from indexes.index.model import Index
from registry.supports import support_for
from roadmap.advising.lines import NOTHING, funds, line_of
from roadmap.advising.steps import counsel_of
from roadmap.advising.wording import LEFT_OUT, in_both, why_absent
from roadmap.wording import ABSENT
from tests.builders import index_document
from tests.scoring.paths import real_index

SMALL = Firm(size="small", wants=("sell",), ways={"seats": False})
INDEX = real_index("dbi-2025-sme", "food-beverage")


def told(firm: Firm = SMALL, target: int | None = 3, index=INDEX) -> dict:
    answers = dict.fromkeys(index.asked(index.codes), 0)
    levels = index.vector(index.counted(answers))
    advised = Advised(index, levels, advice_of(index.id), firm)
    return line_of(advised, counsel_of(advised, target))


def test_a_line_has_the_keys_of_one_that_tells_nothing():
    assert list(told()) == list(NOTHING)


def test_every_step_says_what_why_at_what_cost_when_and_after_what():
    steps = told()["steps"]
    assert len(steps) > 5
    for step in steps:
        assert list(step) == [
            "question", "from", "to", "why", "serves", "cost", "months", "after",
        ]  # fmt: skip
        assert step["why"]["kind"] in KINDS
        assert 0 <= step["cost"]["least"] <= step["cost"]["most"]
        assert 0 <= step["months"]["start"] < step["months"]["finish"]
    after = {step["question"]: step["after"] for step in steps}
    assert after["7.2.13-22"] == ["7.2.13-01"]


def test_a_step_over_several_levels_says_that_no_answer_lies_in_between():
    at_once = []
    for step in told(target=4)["steps"]:
        say = step["why"]["say"]
        has_said = "không có câu trả lời nào nằm giữa" in say["vi"]
        assert has_said == ("at once: no answer lies in between" in say["en"])
        assert has_said == (step["to"] - step["from"] > 1)
        if has_said:
            at_once.append((step["question"], step["from"], step["to"]))
    assert at_once == [("2.4", 3, 5)]


def test_a_cost_that_nobody_tells_is_none_and_not_nothing():
    steps = told(index=Index(index_document("small")))["steps"]
    assert {step["cost"] for step in steps} == {None}
    assert told(index=Index(index_document("small")))["cost"] is None


def test_all_steps_together_cost_less_than_each_by_itself():
    line = told()
    costs = [step["cost"] for step in line["steps"]]
    assert line["cost"]["least"] >= sum(cost["least"] for cost in costs)
    assert line["cost"]["most"] < sum(cost["most"] for cost in costs)


def test_a_cost_of_nothing_is_told_as_such():
    document = index_document("small")
    document["who_words"] = {"owner": {"vi": "Chủ", "en": "Owner"}}
    document["doing"] = {"who": "owner", "cost": [0, 0]}
    steps = told(index=Index(document))["steps"]
    assert steps
    assert [step["cost"] for step in steps] == [{"least": 0, "most": 0}] * len(steps)


def test_reasons_are_said_in_both_languages():
    steps = told()["steps"]
    assert steps
    for step in steps:
        vi, en = step["why"]["say"]["vi"], step["why"]["say"]["en"]
        assert vi != en
        assert vi.strip()
        assert en.strip()


def test_levels_go_by_the_numbers_of_the_index():
    # Kept from 0, and shown from 1.
    first = told(target=2, index=real_index("dbi-2025-large", ""))["steps"][0]
    assert (first["from"], first["to"]) == (1, 2)


def test_a_plan_of_more_than_two_years_says_what_its_first_part_takes():
    line = told(target=4, index=real_index("dbi-2025-large", ""))
    part = line["first_part"]
    in_time = [step for step in line["steps"] if step["months"]["finish"] <= 24]
    assert 0 < part["steps"] == len(in_time) < len(line["steps"])
    assert part["months"] == max(step["months"]["finish"] for step in in_time)
    least = sum(step["cost"]["least"] for step in in_time)
    most = sum(step["cost"]["most"] for step in in_time)
    assert least <= part["cost"]["least"] <= part["cost"]["most"] <= most
    assert told(target=2)["first_part"] is None


def test_what_is_left_out_says_why_in_both_languages():
    left_out = {row["question"]: row["why"] for row in told()["left_out"]}
    why = left_out["7.2.13-04"]
    assert why["kind"] == "ways"
    assert why["say"] == {
        "vi": "Anh/chị cho biết không có khách ngồi tại quán.",
        "en": "You said that this is not so: guests sit at your place.",
    }


def test_every_reason_why_something_is_not_there_has_its_sentence():
    advised = Advised(INDEX, [0] * len(INDEX.codes), advice_of(INDEX.id), SMALL)
    sentences = set()
    for kind in LEFT_OUT:
        say = in_both(partial(why_absent, kind, "2.4", advised))
        assert say["vi"] != say["en"]
        sentences.add(say["vi"])
    assert len(sentences) == len(LEFT_OUT) == len(ABSENT)


def test_support_is_told_for_each_year_and_never_above_its_ceiling():
    support = told(target=4, index=real_index("dbi-2021-sme", ""))["support"]
    assert {row["year"] for row in support} >= {1, 2}
    for row in support:
        decree = support_for(row["kind"], "small")
        assert row["ceiling"] == decree.ceiling
        assert row["rate_percent"] == decree.rate_percent
        assert 0 < row["most"] <= decree.ceiling


def test_a_household_business_and_a_large_firm_get_none():
    for firm in (replace(SMALL, is_household=True, revenue=2 * 10**9), Firm("large")):
        advised = Advised(INDEX, [0] * len(INDEX.codes), advice_of(INDEX.id), firm)
        assert funds(advised, counsel_of(advised, 3)) == []
