"""load_index publishes versions that never change, all of the files it is given or none."""

from datetime import date
from io import StringIO

import pytest
import yaml
from django.core.management import CommandError, call_command

from indexes.management.commands.load_index import offered
from indexes.models import IndexVersion
from tests.builders import INDEXES, small_document


@pytest.mark.sql
@pytest.mark.django_db
def test_a_published_version_never_changes(tmp_path):
    path = tmp_path / "small.yaml"
    text = (INDEXES / "small.yaml").read_text(encoding="utf-8")
    path.write_text(text, encoding="utf-8")
    first, again = StringIO(), StringIO()
    call_command("load_index", path, stdout=first)
    call_command("load_index", path, stdout=again)
    assert "small v1 is published." in first.getvalue()
    assert "nothing changed" in again.getvalue()
    path.write_text(text.replace("minutes: 4", "minutes: 5"), encoding="utf-8")
    with pytest.raises(CommandError, match="published with other content") as error:
        call_command("load_index", path)
    assert error.value.returncode == 1
    assert IndexVersion.objects.get().document["index"]["minutes"] == 4
    path.write_text(
        text.replace("minutes: 4", "minutes: 5").replace("version: 1", "version: 2"),
        encoding="utf-8",
    )
    call_command("load_index", path, stdout=StringIO())
    assert IndexVersion.objects.count() == 2
    assert IndexVersion.objects.get(version=2).index.minutes == 5


@pytest.mark.django_db
def test_a_file_with_errors_is_not_published(tmp_path):
    path = tmp_path / "small.yaml"
    path.write_text("index: {}\n", encoding="utf-8")
    with pytest.raises(CommandError, match="is missing"):
        call_command("load_index", path)
    with pytest.raises(CommandError, match="is missing"):
        call_command("load_index", INDEXES / "small.yaml", path)
    assert not IndexVersion.objects.exists(), (
        "nor is a sound one that was named before it"
    )


@pytest.mark.django_db
def test_it_says_which_index_is_now_offered_to_whom(tmp_path):
    def loaded(name: str, head: dict) -> str:
        document = small_document()
        document["index"] |= {"id": name, "status": "in_force", **head}
        file, told = tmp_path / f"{name}.yaml", StringIO()
        file.write_text(yaml.safe_dump(document, allow_unicode=True), encoding="utf-8")
        call_command("load_index", file, stdout=told)
        return told.getvalue().splitlines()[-1]

    def decided(day: str) -> dict:
        return {**small_document()["index"]["decision"], "date": day}

    first = loaded("first", {"audience": "any", "decision": decided("2020-01-01")})
    assert first == "Offered today: first v1 to all."
    second = loaded("second", {"audience": "sme", "decision": decided("2021-01-01")})
    assert second == (
        "Offered today: second v1 to micro, small and medium firms, "
        "first v1 to large ones."
    )
    # An older decision changes nothing.
    third = loaded("third", {"audience": "any", "decision": decided("2019-01-01")})
    assert third == second


@pytest.mark.django_db
def test_it_says_where_nothing_is_offered():
    assert offered(date(2026, 11, 29)) == (
        "No index is offered: none that is published can be answered."
    )
