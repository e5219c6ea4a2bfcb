"""Every mistake of a directory file is told at once, with its place."""

from pathlib import Path

import pytest
import yaml

from providers.directory.check import check
from providers.directory.document import read_directory
from tests.providers.directory.examples import BY_CAPABILITY, GOOD, TOPS, problems_of

ROOT = Path(__file__).resolve().parents[3]


def test_a_good_file_has_no_problems(written):
    assert problems_of(written(GOOD)) == []


def test_every_mistake_is_told_at_once_with_path_and_line(written):
    bad = (
        GOOD.replace("id: sao-mai", "id: Sao Mai")
        .replace("https://sao-mai.example", "sao-mai")
        .replace("['25747']", "['00000', 26737]")
        .replace("capacity_per_month: 3", "capacity_per_month: nhiều")
        .replace("2027-06-30", "30/06/2027")
        .replace("average: 4.5", "average: 7")
        .replace("kind: service", "kind: magic")
        .replace("question: 2.1.1, lift: 1", "question: 9.9.9, lift: 80")
        .replace("[G, I]", "[G, Ω]")
        .replace("to: 9000000, unit: once", "to: 1, unit: week")
        .replace("support_item: dx_solutions", "support: dx_solutions")
        .replace("id: cham-soc", "id: web")
        .replace(", en: Care", "")
    )
    lines = problems_of(written(bad))
    for number, text in (
        (4, "id: Expected lower-case"),
        (7, "website: Expected a web address"),
        (10, "areas[0]: Expected one of the area codes, not '00000'"),
        (10, "areas[1]: Text is expected here, not 26737"),
        (13, "capacity_per_month: A whole number is expected here, not 'nhiều'"),
        (14, "vetted_until: Expected a date"),
        (15, "rating.average: The number must be from 1 to 5, not 7"),
        (20, "solutions[0].kind: 'magic' is not known here; it must be one of"),
        (
            21,
            "solutions[0].improves[1].question: Expected a question of the index, not '9.9.9'",
        ),
        (21, "solutions[0].improves[1].lift: The number must be at most 10, not 80"),
        (22, "solutions[0].sectors[1]: Expected one of the VSIC sections, not 'Ω'"),
        (24, "solutions[0].price.to: The upper price 1 is below"),
        (24, "solutions[0].price.unit: 'week' is not known here"),
        (
            27,
            "solutions[0].support: The key 'support' is not known here; known are id,",
        ),
        (
            28,
            "solutions[1].id: The solution 'web' is here twice; the first is on line 17",
        ),
        (29, "solutions[1].name: The key 'en' is missing"),
    ):
        expected = f"line {number}: providers[0].{text}"
        assert any(line.startswith(expected) for line in lines), (expected, lines)
    assert len(lines) == 16


@pytest.mark.parametrize(
    "text",
    [
        "",
        "[]",
        "providers: []",
        "providers: {}",
        "providers: [1]",
        "providers: [{}]",
        "a: [",
        "providers: [{id: [x]}]",
    ],
)
def test_a_file_of_another_shape_is_refused_without_a_crash(written, text):
    assert problems_of(written(text))


@pytest.mark.parametrize(
    "value", ["null", "[]", "{}", "'x'", "1", "true", "[null]", "[{a: 1}]"]
)
def test_no_value_in_any_place_crashes_the_check(written, value):
    data = yaml.safe_load(GOOD)
    row, part = data["providers"][0], data["providers"][0]["solutions"][0]
    wrong = yaml.safe_load(value)
    for target in (
        data,
        row,
        part,
        part["price"],
        part["improves"][0],
        row["rating"],
        row["about"],
    ):
        for key in list(target):
            right, target[key] = target[key], wrong
            check(
                read_directory(written(yaml.safe_dump(data, allow_unicode=True))),
                lambda index: TOPS,
            )
            target[key] = right


def test_an_index_that_is_not_published_is_told(written):
    assert any(
        "not published" in line for line in problems_of(written(GOOD), tops=None)
    )


def test_the_demo_directory_is_right_and_large_enough():
    document = read_directory(ROOT / "fixtures/demo/providers.yaml")
    assert check(document, lambda index_id: None) == []
    assert document.data["fictional"] is True
    providers = document.data["providers"]
    assert len(providers) >= 40
    assert sum(len(provider["solutions"]) for provider in providers) >= 120


def test_a_file_that_names_capabilities_needs_no_index(written):
    assert problems_of(written(BY_CAPABILITY), tops=None) == []
    assert (
        "index: The index 'small' is not published"
        in problems_of(written(GOOD), tops=None)[0]
    )


def test_an_unknown_capability_and_an_impossible_lift_are_told(written):
    bad = BY_CAPABILITY.replace("web.site, lift: 3", "web.magic, lift: 6").replace(
        "it.upkeep", "web.site, question: 1"
    )
    lines = problems_of(written(bad))
    assert (
        "improves[0].capability: Expected one of the capabilities of words.yaml, not 'web.magic'"
        in lines[0]
    )
    assert "improves[0].lift: The number must be at most 5, not 6" in lines[1]
    assert "improves[0]: Exactly one of the keys capability, question" in lines[2]
    assert len(lines) == 3


def test_a_question_rises_no_higher_than_the_index_has_levels(written):
    lines = problems_of(written(GOOD.replace("1.1.1, lift: 2", "1.1.1, lift: 6")))
    assert len(lines) == 1
    assert "improves[0].lift: The number must be at most 5, not 6" in lines[0]


def test_one_improvement_is_not_named_twice(written):
    lines = problems_of(written(GOOD.replace("question: 2.1.1", "question: 1.1.1")))
    assert lines == [
        "line 21: providers[0].solutions[0].improves[1].question: The question 1.1.1 is here twice."
    ]


def test_a_provider_is_not_named_twice(written):
    data = yaml.safe_load(GOOD)
    data["providers"].append({**data["providers"][0], "solutions": []})
    lines = problems_of(written(yaml.safe_dump(data, allow_unicode=True)))
    assert [line.split(": ", 2)[1:] for line in lines] == [
        [
            "providers[1].id",
            "The provider 'sao-mai' is here twice; the first is on line 13.",
        ]
    ]


def test_ids_that_are_no_text_are_told_by_the_layout_alone(written):
    lines = problems_of(written(GOOD.replace("id: cham-soc", "id: [web]")))
    assert len(lines) == 1
    assert "solutions[1].id: Text is expected here, not a list" in lines[0]


def test_accents_written_apart_are_no_mistake(written):
    apart = GOOD.replace("Làm web.", "La\u0300m web.")
    assert apart != GOOD
    assert problems_of(written(apart)) == []


def test_what_yaml_refuses_is_told_without_further_guesses(written):
    lines = problems_of(written("providers: ["))
    assert len(lines) == 1
    assert "not valid YAML" in lines[0]
