"""A directory file, YAML or CSV, is read as the same data, with the line of each part."""

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from providers.directory.document import (
    OWN_COLUMNS,
    SOLUTION_COLUMNS,
    composed,
    read_directory,
)
from tests.providers.directory.examples import CSV, GOOD, problems_of


def test_a_bad_cell_is_told_with_its_row(written):
    bad = CSV.replace("500000,500000,month", "rẻ,500000,month").replace(
        "1.1.1:1", "1.1.1:nhiều"
    )
    lines = problems_of(written(bad, "directory.csv"))
    assert [line.split(":")[0] for line in lines] == ["line 3", "line 3"]
    assert any(
        "price.from: A whole number is expected here, not 'rẻ'" in line
        for line in lines
    )
    (rating,) = problems_of(written(CSV.replace(",4.5,12,", ",²,12,"), "directory.csv"))
    assert rating.startswith(
        "line 2: providers[0].rating.average: A number is expected here, not '²'"
    )


def test_a_number_of_endless_digits_is_told_with_its_row(written):
    endless = "9" * 5000
    bad = CSV.replace("500000,500000,month", f"{endless},500000,month")
    (line,) = problems_of(written(bad, "directory.csv"))
    assert line.startswith("line 3: ")
    assert "price.from: A whole number is expected here, not '999" in line


def test_unknown_missing_and_uneven_columns_are_told(written):
    assert "provider: This column is missing" in " ".join(
        problems_of(written("name,solution\n", "directory.csv"))
    )
    assert "colour" in " ".join(
        problems_of(written("provider,solution,colour\n", "directory.csv"))
    )
    assert "as many cells" in " ".join(
        problems_of(written(CSV + "a,b\n", "directory.csv"))
    )


def test_a_cell_names_capabilities_or_questions(written):
    mixed = CSV.replace("1.1.1:1", "web.site:3; 1.1.1:1")
    data = read_directory(written(mixed, "directory.csv")).data
    improves = [
        solution["improves"]
        for provider in data["providers"]
        for solution in provider["solutions"]
    ]
    assert [
        {"capability": "web.site", "lift": 3},
        {"question": "1.1.1", "lift": 1},
    ] in improves


def test_the_same_directory_as_yaml_and_as_csv_is_the_same_data(written):
    from_csv = read_directory(written(CSV, "directory.csv")).data["providers"]
    from_yaml = read_directory(written(GOOD)).data["providers"]
    # A cell that is left empty is an empty list; in YAML one leaves the key out.
    from_yaml[0]["solutions"][1] |= {"sectors": [], "sizes": []}
    assert from_csv == from_yaml


def test_what_a_row_tells_stands_on_its_line(written):
    document = read_directory(written(CSV, "directory.csv"))
    assert document.line_of(("providers", 0, "about", "vi")) == 2
    assert document.line_of(("providers", 0, "solutions", 1, "price", "unit")) == 3
    assert document.line_of(("providers", 0, "solutions", 1, "delivery_days")) == 3


def csv_of(**cells: str) -> str:
    columns = [*OWN_COLUMNS, *SOLUTION_COLUMNS]
    row = {"provider": "sao-mai", "solution": "web"} | cells
    return (
        ",".join(columns)
        + "\n"
        + ",".join(row.get(name, "") for name in columns)
        + "\n"
    )


@pytest.mark.parametrize(
    ("column", "text", "value"),
    [
        ("online", "yes", True),
        ("online", "TRUE", True),
        ("online", "0", False),
        ("online", "maybe", "maybe"),
        ("areas", "25747; 26737;", ["25747", "26737"]),
        ("areas", "", []),
        ("capacity_per_month", "12", 12),
        ("capacity_per_month", "-1", "-1"),
        ("capacity_per_month", "١٢", "١٢"),
        ("phone", "0900 000 009", "0900 000 009"),
    ],
)
def test_a_cell_is_read_as_yaml_would_have_it(written, column, text, value):
    document = read_directory(written(csv_of(**{column: text}), "directory.csv"))
    assert document.data["providers"][0][column] == value


def test_an_empty_cell_is_as_if_the_key_were_not_there(written):
    (provider,) = read_directory(written(csv_of(), "a.csv")).data["providers"]
    assert set(provider) == {"id", "areas", "certificates", "solutions"}


def test_a_provider_without_a_solution_has_none(written):
    (provider,) = read_directory(written(csv_of(solution=""), "a.csv")).data[
        "providers"
    ]
    assert provider["solutions"] == []


def test_a_column_that_is_there_twice_is_told(written):
    lines = problems_of(written("provider,solution,name,name\n", "directory.csv"))
    assert lines == ["line 1: name: This column is here more than once."] * 2


def test_a_csv_that_is_no_text_or_no_csv_is_refused(written, tmp_path):
    path = tmp_path / "latin.csv"
    path.write_bytes("provider,solution\nc\xf4ng-ty,web\n".encode("latin-1"))
    assert problems_of(path) == ["line 1: (document): The file is not UTF-8 text."]
    endless = written("provider,solution\n" + "x" * 200_000 + ",web\n", "endless.csv")
    (line,) = problems_of(endless)
    assert line.startswith("line 1: (document): The file is not valid CSV: ")


@given(st.recursive(st.text() | st.integers() | st.none(), st.lists, max_leaves=5))
def test_what_is_composed_once_stays_as_it_is(value):
    assert composed(composed(value)) == composed(value)


def test_texts_are_composed_wherever_they_stand():
    apart = {"a": [" La\u0300m ", {"b": "e\u0301"}], "c": 1}
    assert composed(apart) == {"a": ["Làm", {"b": "é"}], "c": 1}


def test_yaml_is_read_with_lines(written):
    document = read_directory(written(GOOD))
    assert document.data == yaml_data(GOOD)
    assert document.line_of(("providers", 0, "solutions", 0, "price")) == 24


def yaml_data(text: str) -> dict:
    """As PyYAML has it, days as they are written."""
    data = yaml.safe_load(text)
    provider = data["providers"][0]
    provider["vetted_until"] = provider["vetted_until"].isoformat()
    solution = provider["solutions"][0]
    solution["price_confirmed"] = solution["price_confirmed"].isoformat()
    return data
