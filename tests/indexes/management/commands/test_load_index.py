"""load_index publishes versions that never change, all of the files it is given or none."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from indexes.models import IndexVersion
from tests.builders import INDEXES


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
