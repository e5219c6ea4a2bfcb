"""A file is read as plain data with lines; what YAML refuses becomes a problem, never a crash."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexes.documents.reader import Document, Problem, checksum_of, fault, read
from tests.builders import INDEXES, small_document
from tests.indexes.documents.spoilt import SMALL, changed


@pytest.fixture
def read_text(tmp_path):
    def read_text(text: str | bytes) -> Document:
        path = tmp_path / "document.yaml"
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
        return read(path)

    return read_text


def test_a_repeated_key_is_told_with_both_lines(problems_of):
    line = SMALL[: SMALL.index("  minutes: 4")].count("\n") + 1
    found = problems_of(changed("  minutes: 4\n", "  minutes: 4\n  minutes: 5\n"))
    assert found == [
        f"line {line + 1}: index.minutes: The key 'minutes' is here twice; "
        f"the first is on line {line}."
    ]


def test_the_line_is_the_line_of_the_key(problems_of):
    line = SMALL[: SMALL.index("points: [0, 2, 4")].count("\n") + 1
    found = problems_of(changed("[0, 2, 4, 6, 8, 10]", "[0, 2, 1, 6, 8, 10]"))
    assert found[0].startswith(f"line {line}: ")


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("", "The document must be a map of keys."),
        ("- a\n- b\n", "The document must be a map of keys."),
        ("index: [\n", "The file is not valid YAML"),
        (
            "index: !!python/object/apply:os.system [echo]\n",
            "A map of keys is expected here",
        ),
        ("index: !wrong text\n", "cannot be read"),
        ("index: &a {b: *a}\n", "its alias leads back to it"),
        ("\tindex: 1\n", "indent by spaces"),
        ("index: @home\n", "put texts in quotes"),
        ("index: !!bool maybe\n", "cannot be read"),
        ("index: !!binary aGVsbG8=\n", "cannot be read"),
        (f"index: 1{':59' * 1000}\n", "cannot be read"),
    ],
)
def test_a_file_that_is_no_index_at_all_is_told_calmly(problems_of, text, sentence):
    assert any(sentence in problem for problem in problems_of(text))


@pytest.mark.parametrize(
    "text",
    ["[" * 200_000, "{a: " * 50_000, f"a: [{'x,' * 500_000}]"],
    ids=["[", "{", "x"],
)
def test_a_file_made_to_exhaust_the_machine_is_refused_at_once(problems_of, text):
    assert problems_of(text) == [
        "line 1: (document): There are too many parts, or too deep in each other."
    ]


def test_the_checksum_is_of_the_content_not_of_the_layout(tmp_path):
    text = (INDEXES / "small.yaml").read_text(encoding="utf-8")
    other = tmp_path / "small.yaml"
    other.write_text(
        "# a comment\n" + text.replace("minutes: 4", "minutes:    4"), encoding="utf-8"
    )
    assert checksum_of(read(other).data) == checksum_of(small_document())


def test_keys_and_entries_have_the_line_they_start_on(read_text):
    document = read_text("a: 1\nb:\n  - c\n  - d: e\n    f: g\n")
    assert document.data == {"a": 1, "b": ["c", {"d": "e", "f": "g"}]}
    assert document.lines == {
        (): 1,
        ("a",): 1,
        ("b",): 2,
        ("b", 0): 3,
        ("b", 1): 4,
        ("b", 1, "d"): 4,
        ("b", 1, "f"): 5,
    }


def test_what_is_not_there_is_on_the_line_of_what_is_around_it(read_text):
    document = read_text("a: 1\nb:\n  c: d\n")
    assert document.line_of(("b", "c", "x", 0)) == 3
    assert document.line_of(("b", "x")) == 2
    assert document.line_of(("x",)) == 1
    assert Document({}).line_of(("x",)) == 1


@pytest.mark.parametrize(
    ("path", "place"),
    [
        ((), "(document)"),
        (("a",), "a"),
        (("a", 0), "a[0]"),
        (("a", 0, "b", "1.1.1", 2), "a[0].b.1.1.1[2]"),
        ((0,), "[0]"),
    ],
)
def test_a_place_is_written_as_one_would_look_for_it(path, place):
    problem = Problem(path, 7, "Something is wrong.")
    assert problem.place == place
    assert str(problem) == f"line 7: {place}: Something is wrong."


def test_a_fault_is_where_and_what():
    path, text = fault(("a", 1), "There are %(count)s.", count=3)
    assert path == ("a", 1)
    assert str(text) == "There are 3."


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("2026-01-31", "2026-01-31"),
        ("2026-01-31 10:00:00", "2026-01-31T10:00:00"),
        ("'1.1'", "1.1"),
        ("1.1", 1.1),
        ("-12", -12),
        ("+0.5", 0.5),
        ("1.0e+3", 1000.0),
        ("no", False),
        ("null", None),
        ("~", None),
        ("[]", []),
        ("{}", {}),
        ('"\\u0111"', "đ"),
    ],
)
def test_a_value_is_what_json_can_keep(read_text, text, value):
    document = read_text(f"key: {text}\n")
    assert document.problems == []
    assert document.data == {"key": value}


@pytest.mark.parametrize(
    "text",
    ["010", "-07", "0701234567", "1:30", "23:59:59", "1:30.5", "0x10", "0b11", "1_000"],
)
def test_what_yaml_takes_for_another_number_stays_as_it_was_written(read_text, text):
    document = read_text(f"key: {text}\n")
    assert (document.data, document.problems) == ({"key": text}, [])


@pytest.mark.parametrize(
    ("written", "sentence"),
    [
        ("minutes: 020", "A whole number is expected here, not '020'."),
        ("minutes: 1:30", "A whole number is expected here, not '1:30'."),
        ("minutes: 0x10", "A whole number is expected here, not '0x10'."),
        ("minutes: 1_000", "A whole number is expected here, not '1_000'."),
    ],
)
def test_such_a_number_is_refused_with_its_line(problems_of, written, sentence):
    line = SMALL[: SMALL.index("  minutes: 4")].count("\n") + 1
    found = problems_of(changed("minutes: 4", written))
    assert found == [f"line {line}: index.minutes: {sentence}"]


@pytest.mark.parametrize("points", ["010", "'010'", "0o10", "1:00"])
def test_so_are_points_that_look_like_ten_and_are_not(problems_of, points):
    found = problems_of(changed("[0, 2, 4, 6, 8, 10]", f"[0, 2, 4, 6, 8, {points}]"))
    assert len(found) == 1
    assert "A number or a fraction such as '125/6' is expected here" in found[0]


def test_a_day_that_is_none_is_told_once(problems_of):
    found = problems_of(changed("date: 2026-01-01", "date: 2026-13-01"))
    [problem] = found
    assert problem.endswith("The date must be written as 2021-12-31.")


def test_a_part_within_itself_is_told_once_with_the_line_it_begins_on(read_text):
    document = read_text("a: 1\nb: &b\n  c:\n    - d: *b\n")
    [problem] = document.problems
    assert (problem.line, problem.path) == (2, ("b", "c", 0, "d"))
    # Beside itself a part may stand as often as one likes.
    assert read_text("a: &a [1]\nb: [*a, *a]\n").problems == []


def test_aliases_that_multiply_are_told_calmly(read_text):
    text = "a: &a [x, x, x, x, x, x, x, x, x]\n"
    for before, after in pairwise("abcdefgh"):
        text += f"{after}: &{after} [{', '.join([f'*{before}'] * 9)}]\n"
    [problem] = read_text(text).problems
    assert "too large: aliases repeat its parts" in str(problem.text)


def test_a_sign_that_no_text_has_is_told_with_its_line(read_text):
    [problem] = read_text("tên: Hòa\nb: c\x00\n").problems
    assert str(problem) == "line 2: (document): The sign U+0000 cannot stand in a file."


def test_keys_are_text_whatever_yaml_takes_them_for(read_text):
    assert read_text("1.10: a\nno: b\n2026-01-01: c\n").data == {
        "1.10": "a",
        "no": "b",
        "2026-01-01": "c",
    }


def test_aliases_are_read_as_what_they_stand_for(read_text):
    document = read_text("a: &x {b: 1}\nc: *x\n")
    assert document.data == {"a": {"b": 1}, "c": {"b": 1}}
    assert document.line_of(("c", "b")) == 1


def test_the_first_of_a_repeated_key_stays(read_text):
    document = read_text("a: 1\nb: 2\na: 3\n")
    assert document.data == {"a": 1, "b": 2}
    (problem,) = document.problems
    assert problem.line == 3
    assert problem.path == ("a",)


def test_what_is_no_utf_8_is_refused(read_text):
    (problem,) = read_text("tên: Hòa".encode("utf-16")).problems
    assert str(problem) == "line 1: (document): The file is not UTF-8 text."
    (problem,) = read_text(b"a: b\nc: caf\xe9\n").problems
    assert problem.line == 2


@pytest.mark.parametrize(
    ("text", "line", "why"),
    [
        ("a: [1, 2\nb: 3\n", 2, "did not find expected ',' or ']'"),
        ("a: {b: 1\nc: 2\n", 2, "did not find expected ',' or '}'"),
        ("a: b: c\n", 1, "mapping values are not allowed in this context"),
        ("a: 1\n b: 2\n", 2, "mapping values are not allowed in this context"),
        ("a: *nowhere\n", 1, "found undefined alias"),
        ("a: 'open\n", 2, "found unexpected end of stream"),
    ],
)
def test_what_yaml_refuses_is_told_with_its_line(read_text, text, line, why):
    document = read_text(text)
    assert document.data == {}
    (problem,) = document.problems
    assert problem.line == line
    assert why in str(problem.text)


def test_parts_up_to_the_depth_that_is_allowed_are_read(read_text):
    deep = "a: " + "[" * 38 + "]" * 38
    assert read_text(deep).problems == []
    (problem,) = read_text("a: " + "[" * 41 + "]" * 41).problems
    assert "too deep in each other" in str(problem.text)


@given(
    st.dictionaries(
        st.text(st.characters(categories=["L", "N"]), min_size=1),
        st.integers() | st.text() | st.booleans() | st.none(),
    )
)
def test_the_checksum_does_not_know_the_order_of_keys(data):
    turned = dict(reversed(data.items()))
    assert checksum_of(turned) == checksum_of(data)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ({"a": 1}, {"a": "1"}),
        ({"a": 1}, {"a": 1, "b": None}),
        ({"a": [1, 2]}, {"a": [2, 1]}),
        ({"a": "đ"}, {"a": "d"}),
    ],
)
def test_the_checksum_knows_the_content(one, other):
    assert checksum_of(one) != checksum_of(other)
    assert len(checksum_of(one)) == 64
