"""The directory is brought to what a file says, or not at all."""

import csv

import pytest
from django.core.management import CommandError, call_command

from providers.models import Provider, Solution
from tests.builders import make_index_version
from tests.providers.directory.examples import BY_CAPABILITY, CSV, GOOD
from tests.tables.workbooks import workbook

pytestmark = [pytest.mark.django_db, pytest.mark.sql]
NOT_FICTIONAL = GOOD.replace("fictional: true\n", "")


def test_nothing_is_written_on_a_dry_run_or_with_a_mistake(written, capsys):
    make_index_version()
    call_command("import_providers", written(GOOD), "--dry-run")
    assert "1 providers with 2 solutions" in capsys.readouterr().out
    wrong = written(GOOD.replace("kind: software", "kind: magic"))
    with pytest.raises(CommandError, match="1 error; nothing was imported:") as error:
        call_command("import_providers", wrong)
    assert f"{wrong}:31: " in str(error.value)
    assert not Provider.objects.exists()


def test_it_says_what_was_new_changed_or_as_before(written, capsys):
    make_index_version()

    def imported(text: str) -> str:
        call_command("import_providers", written(text))
        return capsys.readouterr().out.strip()

    assert imported(GOOD) == "Providers: 1 new. Solutions: 2 new."
    assert imported(GOOD) == "Providers: 1 as before. Solutions: 2 as before."
    dearer = GOOD.replace("to: 9000000", "to: 9500000")
    assert imported(dearer) == (
        "Providers: 1 as before. Solutions: 1 changed, 1 as before."
    )
    shorter = dearer[: dearer.index("      - id: cham-soc")]
    assert imported(shorter) == (
        # The names of its solutions are what a provider is found by.
        "Providers: 1 changed. Solutions: 1 as before, 1 switched off."
    )


@pytest.mark.parametrize(
    ("text", "options", "is_fictional"),
    [
        (GOOD, (), True),
        (NOT_FICTIONAL, (), False),
        (NOT_FICTIONAL, ("--fictional",), True),
    ],
)
def test_demo_data_is_marked(written, text, options, is_fictional):
    make_index_version()
    call_command("import_providers", written(text), *options)
    assert Provider.objects.get().organisation.is_fictional is is_fictional


def test_a_csv_is_imported_as_well(written):
    make_index_version()
    text = CSV.replace("1.1.1:2; 2.1.1:1", "web.site:3").replace(
        "1.1.1:1", "web.site:1"
    )
    call_command("import_providers", written(text, "directory.csv"))
    assert set(Solution.objects.values_list("slug", flat=True)) == {"web", "cham-soc"}


def test_capabilities_need_no_index(written):
    call_command("import_providers", written(BY_CAPABILITY))
    assert Solution.objects.count() == 2


def test_questions_need_their_index(written):
    with pytest.raises(CommandError, match="nothing was imported") as error:
        call_command("import_providers", written(GOOD))
    assert "not published yet" in str(error.value)


def test_a_file_that_is_not_there_is_told(tmp_path):
    with pytest.raises(CommandError, match="There is no file"):
        call_command("import_providers", tmp_path / "none.yaml")


def test_what_of_a_workbook_is_not_read_is_told(tmp_path, capsys):
    rows = dict(enumerate(csv.reader(CSV.splitlines()), start=1))
    path = tmp_path / "directory.xlsx"
    path.write_bytes(workbook(rows, after={1: ["Phở"]}))
    with pytest.raises(CommandError, match="is not published yet"):
        call_command("import_providers", path)
    told = capsys.readouterr().err
    assert f"{path}: only the sheet 'Sheet 1' is read" in told
