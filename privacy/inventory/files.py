"""The flow of data as a file for the impact dossier: a row for each field."""

import json
from collections.abc import Iterator

from django.utils.translation import gettext as _

from language.texts import in_language
from privacy.inventory.flows import Flow, flows
from privacy.retention.wording import cited, term_in_words
from registry.files import registry
from tables.written import file_of

BETWEEN = "; "


def as_csv() -> str:
    return file_of([_heads(), *(row.values() for row in _rows())])


def as_json() -> str:
    return json.dumps(list(_rows()), ensure_ascii=False, indent=1) + "\n"


def _heads() -> list[str]:
    return [
        _("Table"),
        _("Field"),
        _("What it is"),
        _("Whose"),
        _("Purpose"),
        _("Ground"),
        _("Law"),
        _("How sure"),
        _("How long"),
        _("Rule"),
        _("Who sees it"),
        _("Where it goes"),
    ]


def _rows() -> Iterator[dict[str, str]]:
    for flow in flows():
        for field in flow.fields:
            yield {"model": flow.model, "field": field, **_told(flow)}


def _told(flow: Flow) -> dict[str, str]:
    persons = registry("personal_data")["persons"]
    return {
        "data": in_language(flow.data),
        "of": in_language(persons[flow.of]),
        "purpose": in_language(flow.purpose),
        "ground": in_language(flow.ground.what),
        "law": cited(flow.ground.law),
        "confidence": flow.ground.confidence,
        "kept": term_in_words(flow.kept),
        "rule": flow.kept.id,
        "seen": BETWEEN.join(map(in_language, flow.seen)),
        "goes": BETWEEN.join(map(in_language, flow.goes)),
    }
