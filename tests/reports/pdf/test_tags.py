"""What a screen reader is told of a report, read back from the file."""

from collections.abc import Iterator
from dataclasses import replace
from io import BytesIO
from itertools import pairwise

import pikepdf
import pytest
from django.utils import translation
from reportlab.pdfgen.canvas import Canvas

from reports.contents.whole import for_partner
from reports.fonts import TEXT, register_fonts
from reports.pdf.build import build_pdf
from reports.pdf.tags import figure, ornament, tagged
from reports.signature.sign import sign_pdf
from reports.wording import results as words
from tests.reports.reading import barriers_of
from tests.reports.records import (
    make_comparison,
    make_contents,
    make_roadmap,
    make_suggested,
    make_way,
)

HEADINGS = ("/H1", "/H2", "/H3")
CONTAINERS = {"/Document", "/Table", "/TR"}
# What sets letters or paints; clipping and moving on show nothing.
PAINTS = {"Tj", "TJ", "S", "f", "F", "f*", "B", "b", "B*", "b*", "s", "Do", "sh"}


@pytest.fixture(scope="module")
def contents():
    """With every part that a report may have."""
    register_fonts()
    with translation.override("en"):
        return make_contents(
            language="en",
            way=make_way(),
            suggested=make_suggested(),
            comparison=make_comparison(),
            roadmap=make_roadmap(),
        )


@pytest.fixture(scope="module", params=["firm", "partner"])
def pdf(request, contents) -> bytes:
    is_for_partner = request.param == "partner"
    return build_pdf(for_partner(contents) if is_for_partner else contents)


@pytest.fixture
def document(pdf):
    with pikepdf.open(BytesIO(pdf)) as document:
        yield document


def elements(document) -> Iterator[pikepdf.Object]:
    """Every element, as they are read out."""
    waiting = [document.Root.StructTreeRoot.K]
    while waiting:
        element = waiting.pop(0)
        yield element
        waiting = [*kids(element), *waiting]


def kids(element) -> list:
    held = element.get("/K")
    return list(held) if isinstance(held, pikepdf.Array) else []


def of_kind(document, *kinds: str) -> list:
    return [element for element in elements(document) if element.S in kinds]


def test_a_file_says_that_it_is_tagged_and_in_which_language(document):
    root = document.Root
    assert root.MarkInfo.Marked is True
    assert root.ViewerPreferences.DisplayDocTitle is True
    assert root.Lang == "en-GB"
    with document.open_metadata() as metadata:
        assert "Digital readiness report" in metadata["dc:title"]


def test_all_that_is_drawn_stands_between_marks(document):
    assert len(document.pages) > 1
    for page in document.pages:
        depth = 0
        for operands, operator in pikepdf.parse_content_stream(page):
            name = str(operator)
            if name in ("BDC", "BMC"):
                depth += 1
            elif name == "EMC":
                depth -= 1
            elif name in PAINTS:
                assert depth == 1, f"{operands} {name} on page {page.index + 1}"
        assert depth == 0


def test_every_mark_leads_to_the_element_that_holds_it(document):
    numbers = document.Root.StructTreeRoot.ParentTree.Nums
    by_page = dict(zip(map(int, numbers[::2]), numbers[1::2], strict=True))
    assert len(document.pages) == len(by_page)
    for page in document.pages:
        marks = []
        for operands, operator in pikepdf.parse_content_stream(page):
            if str(operator) == "BDC":
                marks.append((str(operands[0]), int(operands[1].MCID)))
        held = by_page[int(page.obj.StructParents)]
        assert [mark for _kind, mark in marks] == list(range(len(held)))
        for (kind, mark), element in zip(marks, held, strict=True):
            assert (kind, mark) == (element.S, element.K)
            assert element.Pg.objgen == page.obj.objgen


def test_headings_begin_at_the_first_level_and_leave_none_out(document):
    levels = [HEADINGS.index(part.S) for part in of_kind(document, *HEADINGS)]
    assert levels[0] == 0
    assert levels.count(0) == 1
    for before, after in pairwise(levels):
        assert after <= before + 1


def test_there_is_a_heading_for_every_bookmark(document):
    with document.open_outline() as outline:
        bookmarks = len(outline.root)
    assert len(of_kind(document, "/H2")) == bookmarks


def test_every_row_of_a_table_has_all_columns(document):
    tables = of_kind(document, "/Table")
    assert tables
    for table in tables:
        rows = [sum(map(columns, kids(row))) for row in kids(table)]
        assert len(set(rows)) == 1, rows


def columns(cell) -> int:
    attributes = cell.get("/A")
    return int(attributes.get("/ColSpan", 1)) if attributes is not None else 1


def test_the_first_row_of_a_table_heads_its_columns(document):
    tables = of_kind(document, "/Table")
    assert tables
    for table in tables:
        assert {cell.S for cell in kids(kids(table)[0])} == {"/TH"}
        assert all(cell.A.Scope == "/Column" for cell in kids(kids(table)[0]))


def test_every_picture_is_put_into_words_and_has_a_place(document):
    figures = of_kind(document, "/Figure")
    assert figures
    for drawn in figures:
        assert str(drawn.Alt).strip()
        left, bottom, right, top = map(float, drawn.A.BBox)
        assert left < right
        assert bottom < top


def test_a_chart_says_every_value(contents):
    with pikepdf.open(BytesIO(build_pdf(contents))) as document:
        said = " ".join(str(drawn.Alt) for drawn in of_kind(document, "/Figure"))
    with translation.override("en"):
        for pillar in contents.pillars:
            assert f"{pillar.name}: {words.percent(pillar.percent)}" in said


def test_only_what_holds_others_is_without_a_mark(document):
    containers = of_kind(document, *CONTAINERS)
    assert {str(element.S) for element in containers} >= {"/Document", "/Table", "/TR"}
    for element in containers:
        assert kids(element)


def test_a_checker_finds_nothing_to_mend(pdf):
    assert barriers_of(pdf) == []
    assert barriers_of(sign_pdf(pdf)) == []


def test_the_checker_finds_a_file_without_marks():
    file = BytesIO()
    canvas = Canvas(file)
    canvas.drawString(72, 72, "Level 3")
    canvas.save()
    assert barriers_of(file.getvalue())


def test_the_checker_finds_a_picture_without_words(document):
    for drawn in of_kind(document, "/Figure"):
        del drawn["/Alt"]
    file = BytesIO()
    document.save(file)
    assert {fault.partition(":")[0] for fault in barriers_of(file.getvalue())} == {
        "PDFUA1-FIGURE-ALTERNATIVE-TEXT-001"
    }


def test_names_in_other_scripts_are_no_barrier(contents):
    named = replace(contents, name="Phở 饭店 ร้าน 🍜 مطعم क")
    assert barriers_of(build_pdf(named)) == []


def test_what_is_drawn_outside_of_a_report_needs_no_marks():
    target = BytesIO()
    canvas = Canvas(target, initialFontName=TEXT, pageCompression=0)
    with tagged(canvas, "P"), figure(canvas, "x", 1, 1):
        canvas.drawString(72, 72, "Level 3")
    with ornament(canvas):
        canvas.line(0, 0, 9, 9)
    canvas.save()
    assert b"BDC" not in target.getvalue()
