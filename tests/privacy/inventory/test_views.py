"""The flow of data can be read by everybody and taken along, whole and in both languages."""

import csv
import io
import json

import pytest
from django.core.management import call_command
from django.urls import reverse
from django.utils import translation

from privacy.inventory.flows import flows
from registry.retention import retention_rules

pytestmark = pytest.mark.django_db
FILE = "privacy:data_flow_file"
PAGE = reverse("privacy:data_flow")
ROWS = sum(len(flow.fields) for flow in flows())


@pytest.mark.parametrize("language", ["vi", "en"])
def test_the_page_tells_all_that_is_personal(client, language):
    client.cookies["django_language"] = language
    page = client.get(PAGE).content.decode()
    assert page.count('scope="row"') == len(flows())
    for flow in flows():
        for texts in (flow.data, flow.purpose, *flow.seen, *flow.goes):
            assert translation.gettext(texts[language]).replace("'", "&#x27;") in page


def test_the_files_have_a_row_for_each_field(client):
    text = client.get(reverse(FILE, args=["csv"])).content.decode("utf-8-sig")
    head, *rows = csv.reader(io.StringIO(text))
    assert (len(rows), {len(row) for row in rows}) == (ROWS, {len(head)})
    told = client.get(reverse(FILE, args=["json"])).json()
    assert [list(row.values()) for row in told] == rows
    assert all(
        row["purpose"] and row["law"] and row["kept"] and row["seen"] for row in told
    )


def test_the_command_writes_what_the_page_gives(client, tmp_path):
    out = tmp_path / "flow.csv"
    call_command("data_flow", "--lang", "vi", "--out", str(out))
    assert out.read_bytes() == client.get(reverse(FILE, args=["csv"])).content
    printed = io.StringIO()
    call_command("data_flow", "--format", "json", "--lang", "en", stdout=printed)
    assert json.loads(printed.getvalue())[0]["data"] == "Email, name, language"


@pytest.mark.parametrize("language", ["vi", "en"])
def test_the_page_about_data_shows_every_term_of_the_file(client, language):
    client.cookies["django_language"] = language
    page = client.get(reverse("about")).content.decode()
    for rule in retention_rules().values():
        assert rule.what[language] in page
        assert (rule.after or rule.as_long_as)[language] in page
    assert f'href="{PAGE}"' in page
