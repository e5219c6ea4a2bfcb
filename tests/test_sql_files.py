"""What runs on PostgreSQL too is found by what a test says, itself or through its file."""

from tests.sql_files import TESTS, names_reached, names_sql, sql_files


def _counting() -> int:
    return _counted


def _within() -> object:
    return [_counting for _ in range(2)]


def _apart() -> None:
    return None


_counted = 0


def test_what_a_test_calls_in_its_file_counts_as_said_by_itself():
    assert "_counted" in names_reached([_within])
    assert "_counted" not in names_reached([_apart])
    assert names_reached([_within, _apart]) == names_reached([_within])


def test_files_are_found_by_the_mark_and_by_what_counts_queries(tmp_path):
    found = []
    for text in (
        "@pytest.mark.sql",
        "CaptureQueriesContext",
        "django_assert_num_queries",
    ):
        path = tmp_path / "test_this.py"
        path.write_text(f"before\n{text}(\n")
        found.append(names_sql(path))
    path.write_text("sql, pytest.mark.sqlite\n")
    assert [*found, names_sql(path)] == [True, True, True, False]
    assert TESTS / "test_migrations.py" in sql_files()
    assert TESTS / "test_ids.py" not in sql_files()
