"""How sure each rule of a version is, as a table of the administration."""

from collections.abc import Iterator

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from indexes.documents.provenance import Claim, by_word
from language.texts import in_language

# Roles are said: on a phone, drawn in blocks, it would be no table to who hears it.
TABLE = (
    '<table role="table" class="index-sure"><thead role="rowgroup">{}</thead>'
    '<tbody role="rowgroup">{}</tbody></table>'
)
HEAD = (
    '<tr role="row"><th role="columnheader" scope="col">{}</th>'
    '<th role="columnheader" scope="col">{}</th></tr>'
)
ROW = (
    '<tr role="row"><th role="rowheader" scope="row">{}</th>'
    '<td role="cell">{}</td></tr>'
)


def table_of(document: dict) -> SafeString:
    """A row for each confidence word, the least sure first, with the rules it stands for."""
    body = format_html_join("", ROW, _rows(document))
    head = format_html(HEAD, _("How sure"), _("Rules"))
    return format_html(TABLE, head, body)


def _rows(document: dict) -> Iterator[tuple[str, SafeString]]:
    words = document["confidence_words"]
    told: set[str] = set()
    for word, claims in reversed(by_word(document).items()):
        if claims:
            yield in_language(words[word]), _paragraphs(claims, told)


def _paragraphs(claims: list[Claim], told: set[str]) -> SafeString:
    """Places of the same part together; notes of single rules below.

    told: places whose note stands with what is less sure of them already.
    """
    lines = [*_places(claims), *_notes(claims, told)]
    return format_html_join("", "<p>{}{}</p>", lines)


def _places(claims: list[Claim]) -> Iterator[tuple[str, str]]:
    """ "bands: 1.1.3, 1.1.4"."""
    parts: dict[str, list[str]] = {}
    for claim in claims:
        parts.setdefault(claim.part, []).append(claim.place)
    for part, places in parts.items():
        yield f"{part}: " if part else "", ", ".join(places)


def _notes(claims: list[Claim], told: set[str]) -> Iterator[tuple[str, str]]:
    for claim in claims:
        # Two claims at one place have one note, that of the part both are of.
        if claim.note and claim.place not in told:
            told.add(claim.place)
            yield f"{claim.place}: ", in_language(claim.note)
