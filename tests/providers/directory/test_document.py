"""A directory file, YAML or CSV, is read as the same data, with the line of each part."""

import csv
from io import StringIO

import pytest
import yaml
from django.core.exceptions import ValidationError
from hypothesis import given
from hypothesis import strategies as st

from language.fields import EmailField, PhoneField
from providers.directory.document import (
    NEEDED,
    OWN_COLUMNS,
    SOLUTION_COLUMNS,
    composed,
    read_directory,
)
from tests.providers.directory.examples import CSV, GOOD, problems_of
from tests.tables.workbooks import workbook


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


def test_a_wrong_head_is_told_in_one_line_and_the_cells_under_it_all_the_same(written):
    bad = CSV.replace("price_unit", "colour").replace("500000,500000", "rẻ,500000")
    head, cell = problems_of(written(bad, "directory.csv"))
    assert head.startswith("line 1: (document): Columns that are not known: 'colour'")
    assert head.endswith("columns that are missing: 'price_unit'.")
    assert "price.from: A whole number is expected here, not 'rẻ'" in cell


@pytest.mark.parametrize("column", NEEDED)
def test_a_column_that_is_missing_is_told_once_and_not_for_each_row(written, column):
    head, *rows = CSV.splitlines()
    lines = [head.replace(f"{column},", f"{column}x,", 1), *rows]
    told = problems_of(
        written("\n".join(lines).replace(f"{column}x", "certificates2"), "a.csv")
    )
    assert f"columns that are missing: '{column}'" in told[0]
    assert "is missing" not in "".join(told[1:])


def test_rows_that_do_not_fit_their_columns_are_told(written):
    (line,) = problems_of(written(CSV + "a,b\n", "directory.csv"))
    assert line.startswith("line 4: (document): 2 cells, but there are")


def test_what_a_later_row_says_otherwise_of_its_provider_is_told(written):
    head, first, second = CSV.splitlines()
    names = head.split(",")
    cells = second.split(",")
    cells[names.index("name")] = "Tên khác"
    other = "\n".join([head, first, ",".join(cells)])
    (line,) = problems_of(written(other, "directory.csv"))
    assert line.startswith(
        "line 3: (document): Column name: 'Tên khác' is not what line 2"
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
    (line,) = problems_of(written("provider,solution,name,name\n", "directory.csv"))
    assert "Columns that are there more than once: 'name'" in line


def test_a_file_that_is_no_table_says_what_to_do(tmp_path):
    path = tmp_path / "latin.csv"
    path.write_bytes("provider,solution\nc\xf4ng-ty,web\n".encode("latin-1"))
    (line,) = problems_of(path)
    assert line.startswith("line 1: (document): This is not UTF-8 text")
    assert "save it as CSV UTF-8 or as an Excel workbook" in line


def test_a_directory_may_be_a_workbook_with_numbers_and_days_as_it_keeps_them(tmp_path):
    rows: dict[int, list[object]] = {}
    for number, row in enumerate(csv.reader(CSV.splitlines()), start=1):
        rows[number] = [float(cell) if cell.isdigit() else cell or None for cell in row]
    path = tmp_path / "directory.xlsx"
    path.write_bytes(workbook(rows))
    document = read_directory(path)
    assert document.problems == []
    plain = tmp_path / "plain.csv"
    plain.write_text(CSV, encoding="utf-8")
    assert document.data == read_directory(plain).data


@pytest.mark.parametrize("mark", [";", "\t"])
def test_a_directory_of_a_spreadsheet_is_read_with_its_marks(written, mark):
    rows = csv.reader(CSV.splitlines())
    out = StringIO()
    csv.writer(out, delimiter=mark).writerows(rows)
    read = read_directory(written(out.getvalue(), "directory.csv"))
    assert read.problems == []
    assert read.data == read_directory(written(CSV, "other.csv")).data


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("901234567", "0901234567"),
        ("901234567.0", "0901234567"),
        ("\u202a0901\u00a0234–567", "0901 234-567"),
        ("+84 901 234 567", "+84 901 234 567"),
    ],
)
def test_a_telephone_is_kept_as_a_form_would_keep_it(written, typed, kept):
    data = composed(read_directory(written(csv_of(phone=typed), "a.csv")).data)
    assert data["providers"][0]["phone"] == kept


@pytest.mark.parametrize(
    "typed", ["8.49012E+10", "xin goi ban", "--------", "9.01E+08"]
)
def test_a_telephone_that_nobody_can_call_is_refused_with_its_line(written, typed):
    head, first, *rest = CSV.splitlines()
    names, cells = head.split(","), next(csv.reader([first]))
    cells[names.index("phone")] = typed
    out = StringIO()
    csv.writer(out).writerow(cells)
    told = problems_of(
        written("\n".join([head, out.getvalue().strip(), *rest]), "a.csv")
    )
    assert [line.split(": Expected")[0] for line in told] == [
        "line 2: providers[0].phone"
    ]


def test_an_import_is_never_laxer_than_a_form(written):
    """Of a provider as of whoever asks one: the same fields judge both."""
    fields = {"phone": PhoneField(), "email": EmailField()}
    for column, field in fields.items():
        for typed in (
            "a@b",
            "a b@c.vn",
            "12345",
            "ten@congty.vn\u200b",
            "0901\u200b234567",
        ):
            data = read_directory(written(csv_of(**{column: typed}), "a.csv")).data
            kept = composed(data)["providers"][0][column]
            told = " ".join(problems_of(written(csv_of(**{column: typed}), "a.csv")))
            try:
                assert kept == field.clean(typed)
                assert f"].{column}: " not in told
            except ValidationError:
                assert f"].{column}: " in told


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
