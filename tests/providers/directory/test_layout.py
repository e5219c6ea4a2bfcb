"""Each value of a directory file: what may stand in its place, what is said of all else."""

import pytest
import yaml

from providers.directory.layout import (
    DAY,
    EMAIL,
    SLUG,
    WEBSITE,
    Helpers,
    Improvement,
    Price,
    directory,
)
from tests.providers.directory.examples import GOOD, TOPS


def faults(shape, value) -> list[str]:
    lines: list[str] = []
    shape.check(value, (), lambda path, text: lines.append(f"{path}: {text}"))
    return lines


def provider_with(**values: object) -> list[str]:
    data = yaml.safe_load(GOOD)
    row = data["providers"][0]
    row |= {"vetted_until": "2027-06-30"} | values
    row["solutions"] = []
    return faults(directory(TOPS), data)


@pytest.mark.parametrize(
    ("shape", "good", "bad"),
    [
        (SLUG, "web-2", "Web"),
        (SLUG, "a" * 80, "a" * 81),
        (SLUG, "a-b", "a--b"),
        (SLUG, "0", ""),
        (DAY, "2027-06-30", "30/06/2027"),
        (DAY, "2028-02-29", "2027-02-29"),
        (WEBSITE, "https://ten.vn", "ten.vn"),
        (WEBSITE, "http://ten.vn/a?b=c", "ftp://ten.vn"),
        (EMAIL, "ten@congty.vn", "ten@"),
    ],
)
def test_a_text_is_told_what_it_should_have_been(shape, good, bad):
    assert faults(shape, good) == []
    assert faults(shape, bad) == [f"(): Expected {shape.wanted}, not {bad!r}."]
    assert faults(shape, 7) == ["(): Text is expected here, not 7."]


@pytest.mark.parametrize("key", ["website", "email", "phone"])
@pytest.mark.parametrize("blank", [None, ""])
def test_how_to_reach_a_provider_may_be_left_blank(key, blank):
    assert provider_with(**{key: blank}) == []


@pytest.mark.parametrize("key", ["areas", "certificates"])
@pytest.mark.parametrize("blank", [None, []])
def test_no_list_sets_no_limit(key, blank):
    assert provider_with(**{key: blank}) == []


@pytest.mark.parametrize(
    ("key", "value", "text"),
    [
        ("name", "x" * 201, "There is room for 200 characters here; these are 201."),
        ("name", "", "The text is empty."),
        ("phone", "0" * 21, "Expected a telephone number like 0901 234 567"),
        ("phone", 900000009, "Text is expected here, not 900000009."),
        ("online", "sometimes", "true or false is expected here, not 'sometimes'."),
        ("online", None, "true or false is expected here, not nothing."),
        ("capacity_per_month", 1001, "The number must be at most 1000, not 1001."),
        ("capacity_per_month", None, "A whole number is expected here, not nothing."),
        (
            "about",
            {"vi": "x" * 601, "en": "x"},
            "There is room for 600 characters here",
        ),
        (
            "rating",
            {"average": 0.5, "count": 1},
            "The number must be from 1 to 5, not 0.5.",
        ),
        (
            "rating",
            {"average": 4, "count": -1},
            "The number must be at least 0, not -1.",
        ),
        ("rating", {"average": 4}, "The key 'count' is missing."),
        ("certificates", ["ISO", "ISO"], "'ISO' is here twice."),
        ("areas", ["25747", "x"], "Expected one of the area codes, not 'x'."),
    ],
)
def test_what_is_wrong_with_a_provider_is_told_in_one_sentence(key, value, text):
    (line,) = provider_with(**{key: value})
    assert text in line


@pytest.mark.parametrize(
    ("price", "lines"),
    [
        ({"from": 5, "to": 5, "unit": "once"}, []),
        (
            {"from": 6, "to": 5, "unit": "once"},
            ["('to',): The upper price 5 is below the lower one 6."],
        ),
        (
            {"from": "6", "to": 5, "unit": "once"},
            ["('from',): A whole number is expected here, not '6'."],
        ),
        ({"from": 5, "to": 5}, ["(): The key 'unit' is missing."]),
        ("5 triệu", ["(): A map of keys is expected here, not '5 triệu'."]),
    ],
)
def test_a_price_goes_from_the_lower_to_the_higher(price, lines):
    assert faults(Price(), price) == lines


@pytest.mark.parametrize(
    ("value", "tops", "text"),
    [
        ({"question": "1.1.1", "lift": 5}, TOPS, ""),
        ({"question": "1.1.1", "lift": 6}, TOPS, "at most 5, not 6"),
        ({"question": "1.1.1", "lift": 6}, None, ""),
        ({"question": "9.9", "lift": 11}, None, "at most 10, not 11"),
        (
            {"question": "9.9", "lift": 1},
            TOPS,
            "Expected a question of the index, not '9.9'.",
        ),
        ({"question": [1], "lift": 1}, TOPS, "Text is expected here, not a list."),
        ({"capability": "web.site", "lift": 0}, None, "at least 1, not 0"),
        ({"lift": 1}, TOPS, "Exactly one of the keys capability, question"),
        ("web.site:1", TOPS, "A map of keys is expected here"),
    ],
)
def test_an_improvement_is_of_a_capability_or_of_a_question(value, tops, text):
    lines = faults(Improvement(tops), value)
    assert len(lines) == bool(text)
    assert text in "".join(lines)


def test_what_helps_is_a_list_or_a_list_for_each_option():
    assert faults(Helpers(), []) == []
    assert faults(Helpers(), ["web.site"]) == []
    assert faults(Helpers(), {"email": ["office.email"], "web": []}) == []
    assert faults(Helpers(), {"email": "office.email"}) == [
        "('email',): A list is expected here, not 'office.email'."
    ]
