"""Every fault of an advice file at once, against the index it speaks of."""

import pytest

from tests.indexes.advice.examples import (
    ADVICE,
    alike,
    problems_of,
    spoilt,
    without,
    write_advice,
)

SEVEN = ["online", "stock", "branches", "farm", "machines", "a", "b"]


def test_a_sound_file_has_no_problem(fixtures):
    assert problems_of(fixtures, ADVICE) == []


@pytest.mark.parametrize(
    ("place", "value", "said"),
    [
        (["questions", "9.9"], "tool", "'9.9' is no scored question of wide"),
        (["questions", "2.3"], "tool", "'2.3' is no scored question of wide"),
        (["questions", "1.1"], "magic", "'magic' is not among the kinds"),
        (["kinds", "magic"], {}, "No question is of the kind 'magic'"),
        (["kinds", "web", "ways"], ["sea"], "'sea' is not among the ways"),
        (["questions", "3.1.s-2", "ways"], ["sea"], "'sea' is not among the ways"),
        (["asked", "shop", 0], "sea", "'sea' is not among the ways"),
        (["ways", "sea"], {"vi": "b", "en": "s"}, "Nobody is asked about 'sea'"),
        (["asked", "mine"], SEVEN[:3], "'mine' is no industry of the index"),
        (["asked", "shop"], SEVEN, "At most 6 entries are expected here, not 7"),
        (["asked", "shop"], ["stock"], "At least 3 entries are expected here, not 1"),
        (
            ["asked", "shop"],
            ["online", "stock", "branches", "farm"],
            "asked.shop[3]: 'farm' decides about no question and no duty of 'shop'",
        ),
        (
            ["asked", "farm"],
            ["online", "farm", "branches"],
            "questions.3.1.f-1: 'farm' is not asked about 'machines'",
        ),
        (["index"], "other", "The name of the file says 'wide'"),
        (["index"], "other", "no sound and complete index file other.yaml"),
        (["confidence"], "sure", "'sure' is not among the confidence_words"),
        (
            ["questions", "3.1.s-3", "confidence"],
            "sure",
            "'sure' is not among the confidence_words",
        ),
        (["kinds", "web", "serves"], {"fun": 1}, "The key 'fun' is not known here"),
        (["kinds", "web", "serves"], {"sell": 4}, "must be at most 3, not 4"),
        (["kinds", "web", "serves"], {}, "has 'serves'"),
        (
            ["kinds", "web", "cost", "small"],
            [5, 1],
            "The least comes first: 5 is above 1",
        ),
        (["kinds", "web", "cost", "large"], [0, 9**9], "A larger firm would pay less"),
        (["kinds", "web", "cost", "large"], [10**6, 0], "A larger firm would pay less"),
        (["kinds", "web", "cost"], {"small": [0, 1]}, "The key 'micro' is missing"),
        (["kinds", "tool", "law"], "vat", "'vat' is not among the laws"),
    ],
)
def test_every_mistake_is_told_with_its_line(fixtures, place, value, said):
    problems = problems_of(fixtures, spoilt(place, value))
    assert any(said in problem for problem in problems), problems


@pytest.mark.parametrize(
    ("code", "floor", "said"),
    [
        ("1.2", 1, "must be from 2 to 3, not 1"),
        ("1.2", 4, "must be from 2 to 3, not 4"),
        ("2.1", 0, "must be from 1 to 3, not 0"),
        ("2.1", 4, "must be from 1 to 3, not 4"),
        ("2.1", 3, "The index does not advise '2.1' up to level 3"),
        ("2.2", 1, "The index does not advise '2.2' up to level 1"),
        ("3.1.s-1", 2, "must be from 1 to 1, not 2"),
    ],
)
def test_a_floor_stands_between_the_lowest_level_and_what_is_advised(
    fixtures, code, floor, said
):
    document = spoilt(["questions", code], {"kind": "customers", "floor": floor})
    problems = problems_of(fixtures, document)
    assert any(f"questions.{code}.floor: " in problem for problem in problems)
    assert any(said in problem for problem in problems), problems


@pytest.mark.parametrize(
    ("floor", "place", "said"),
    [
        ({"micro": 2, "small": 2, "medium": 3, "large": 4}, "large", "not 4"),
        ({"micro": 1, "small": 2, "medium": 3, "large": 3}, "micro", "not 1"),
        ({"micro": 3, "small": 2, "medium": 3, "large": 3}, "small", "need less: 2"),
    ],
)
def test_a_floor_by_size_stands_there_for_each_and_never_falls(
    fixtures, floor, place, said
):
    document = spoilt(["questions", "1.2"], {"kind": "customers", "floor": floor})
    (problem,) = problems_of(fixtures, document)
    assert f"questions.1.2.floor.{place}: " in problem
    assert said in problem


def test_a_floor_by_size_is_sound_where_it_never_falls(fixtures):
    floor = {"micro": 2, "small": 2, "medium": 3, "large": 3}
    document = spoilt(["questions", "1.2"], {"kind": "customers", "floor": floor})
    assert problems_of(fixtures, document) == []


@pytest.mark.parametrize(
    ("code", "higher", "said"),
    [
        ("1.2", {"sea": 3}, "floor_where.sea: 'sea' is not among the ways"),
        ("1.2", {"online": 4}, "floor_where.online: The floor of '1.2' must be"),
        (
            "1.2",
            {"online": 2},
            "floor_where.online: Every firm needs 2; this is no more",
        ),
        (
            "3.1.s-2",
            {"farm": 1},
            "'shop' is not asked about 'farm', which decides here",
        ),
        ("2.1", {"online": 2}, "These options lead to level 1; the floor is 2"),
    ],
)
def test_a_floor_of_one_way_is_known_asked_reached_and_higher(
    fixtures, code, higher, said
):
    words = {"vi": "Làm", "en": "Do"}
    own = {
        "1.2": {"kind": "customers", "floor": 2},
        "2.1": {
            "kind": "web",
            "options": [{"id": "email", "task": words, "do": words}],
        },
        "3.1.s-2": {"kind": "tool", "ways": []},
    }
    document = spoilt(["questions", code], {**own[code], "floor_where": higher})
    problems = problems_of(fixtures, document)
    assert any(said in problem for problem in problems), problems


def test_a_floor_of_one_way_is_a_floor_to_a_law_and_to_what_is_enough(fixtures):
    own = {"kind": "tool", "ways": [], "floor_where": {"stock": 1}, "law": "e_invoice"}
    assert problems_of(fixtures, spoilt(["questions", "3.1.s-2"], own)) == []
    own = {"kind": "web", "enough": {"few": 1}, "floor_where": {"online": 2}}
    (problem,) = problems_of(fixtures, spoilt(["questions", "2.1"], own))
    assert "questions.2.1.enough.few: The floor is 2, above what is enough" in problem


def test_a_floor_by_size_names_every_size(fixtures):
    document = spoilt(
        ["questions", "1.2"], {"kind": "customers", "floor": {"micro": 2}}
    )
    problems = problems_of(fixtures, document)
    assert any("The key 'large' is missing" in problem for problem in problems)


@pytest.mark.parametrize("code", ["1.1", "1.1.2", "2.1", "3.1.s-2", "3.1.f-2"])
def test_groups_criteria_and_tools_of_every_industry_are_all_named(fixtures, code):
    problems = problems_of(fixtures, without(["questions", code]))
    assert any(f"can be raised and are not named: {code}." in text for text in problems)


def test_what_is_never_advised_may_be_left_out_and_may_be_named(fixtures):
    assert "2.2" not in ADVICE["questions"]
    assert problems_of(fixtures, spoilt(["questions", "2.2"], {"ways": []})) == []


@pytest.mark.parametrize("key", ["serves", "cost"])
def test_what_a_step_is_good_for_and_costs_is_always_told(fixtures, key):
    document = without(["questions", "1.2.1", key])
    (problem,) = problems_of(fixtures, document)
    assert f"questions.1.2.1: Neither the question nor its kind has '{key}'" in problem


def test_a_law_without_a_floor_asks_for_nothing(fixtures):
    document = spoilt(["questions", "2.1"], {"kind": "web", "law": "e_invoice"})
    (problem,) = problems_of(fixtures, document)
    assert "questions.2.1.law: A law asks for a floor" in problem


def test_every_industry_is_asked(fixtures):
    problems = problems_of(fixtures, without(["asked", "farm"]))
    assert any("'farm' is asked about no ways" in problem for problem in problems)


def test_an_index_that_asks_all_alike_is_no_index_of_industries(fixtures):
    problems = problems_of(fixtures, spoilt(["asked", "all"], ["online"] * 3))
    assert len(problems) == 2  # each way twice
    document = spoilt(["asked"], {"all": ["online", "stock", "branches"]})
    problems = problems_of(fixtures, document)
    assert any("'all' is no industry of the index" in problem for problem in problems)


def test_all_mistakes_are_told_at_once_in_the_order_of_lines(fixtures):
    document = spoilt(["kinds", "web", "cost"], alike(2, 1))
    document["questions"]["9.9"] = "tool"
    document["confidence"] = "sure"
    problems = problems_of(fixtures, document)
    lines = [int(problem.split(":")[0].removeprefix("line ")) for problem in problems]
    assert len(problems) == 6  # one for each of four sizes
    assert lines == sorted(lines)
    text = write_advice(fixtures, document).read_text().splitlines()
    assert text[lines[0] - 1] == "confidence: sure"
    assert text[lines[-1] - 1].strip() == "'9.9': tool"


def test_a_faulty_index_lets_nothing_be_judged(fixtures):
    file = fixtures / "indexes" / "wide.yaml"
    file.write_text(file.read_text().replace("rule: weighted", "rule: magic"))
    (problem,) = problems_of(fixtures, ADVICE)
    assert "There is no sound and complete index file wide.yaml" in problem
