"""What pages and reports say, read back; and the few things that many of their tests begin with."""

import re
from collections.abc import Iterable
from copy import deepcopy
from pathlib import Path
from unicodedata import normalize

from django.test import Client
from django.urls import reverse
from django.utils import translation
from page import validate_pdf_bytes
from pypdfium2 import PdfDocument

from accounts.access.scopes import Scope
from accounts.models import Consent
from indexes.models import IndexVersion
from reports.contents.whole import Contents
from reports.gather.frozen import Frozen
from reports.gather.whole import contents_of, with_way
from reports.pdf.styles import MARGIN, ROOM
from survey.models import Result
from tests.builders import (
    NOW,
    make_assessment,
    make_index_version,
    make_membership,
    make_organisation,
    make_result,
    make_user,
    make_version_of,
)
from tests.personas import signed_in

LONG = ("Nguyễn Thị Ánh Nguyệt & <Con> " * 5)[:120]


def following_version(name: str) -> IndexVersion:
    """The same index under the next number, as after a correction."""
    document = deepcopy(make_version_of(name).document)
    document["index"]["version"] += 1
    return make_index_version(document)


def gathered(
    result: Result, language: str = "vi", scope: Scope = Scope.OWN, **more
) -> Contents:
    with translation.override(language):
        frozen = Frozen(result)
        return with_way(contents_of(frozen, scope=scope, **more), frozen)


def of_noodle_shop() -> Result:
    """Nothing in use of the 28 tools of its industry."""
    version = make_version_of("dbi-2025-sme")
    draft = make_assessment(index_version=version, variant="food-beverage")
    return make_result(draft, levels=[0] * len(draft.index.codes))


def pages_of(pdf: bytes | Path) -> list[str]:
    """The text of each page, its lines joined."""
    pages = [page.get_textpage().get_text_range() for page in PdfDocument(pdf)]
    return [joined(page) for page in pages]


def filled(pdf: bytes) -> list[float]:
    """How much of each page's room is taken, down to its last line."""
    shares = []
    for page in PdfDocument(pdf):
        text = page.get_textpage()
        feet = [text.get_rect(place)[1] for place in range(text.count_rects())]
        # What stands below the margin is the foot of every page.
        lowest = min(foot for foot in feet if foot > MARGIN - 5)
        shares.append((MARGIN + ROOM - lowest) / ROOM)
    return shares


def barriers_of(pdf: bytes) -> list[str]:
    """What keeps the file from being PDF/UA, by all that a machine can tell."""
    failures = validate_pdf_bytes(pdf, profile="ua1").failures
    return [f"{failure.rule_id}: {failure.message}" for failure in failures]


def words_of(pdf: bytes | Path) -> str:
    return joined(" ".join(pages_of(pdf)))


def joined(text: str) -> str:
    """One form of each letter, one space between words."""
    return re.sub(r"\s+", " ", normalize("NFC", text))


def missing(said: Iterable[str], text: str) -> list[str]:
    """What does not stand in the text, wherever its lines break."""
    return [words for words in said if joined(words) not in text]


def text_of(html: str) -> str:
    """The words of a page between the frame's head and foot."""
    main = html.partition("<main")[2].partition("</main>")[0]
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", main))


def address(name: str, result: Result, *more: str) -> str:
    return reverse(f"reports:{name}", args=[result.public_id, *more])


def page(client: Client, result: Result, name: str = "result") -> str:
    response = client.get(address(name, result))
    assert response.status_code == 200
    return response.content.decode()


def staff_with(result: Result, *items: str) -> Client:
    """Staff of an association that the enterprise shares `items` with."""
    association, user = (
        make_organisation("association", "Hiệp hội Ẩm thực"),
        make_user("nv@hiephoi.example"),
    )
    make_membership(user, association, "member")
    Consent.objects.create(
        enterprise=result.organisation,
        grantee=association,
        purpose="follow",
        items=list(items),
        given_at=NOW,
    )
    return signed_in(user)
