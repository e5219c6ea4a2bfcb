"""The report as a page for WeasyPrint: the same words as the PDF, as HTML."""

import pytest
from reportlab.lib.styles import ParagraphStyle
from reportlab.platypus import KeepTogether, PageBreak, Paragraph, Spacer, Table

from performance.frame.html_report import STYLE, _cell, _element, _html, _row, page
from reports.fonts import register_fonts
from tests.pages import Page
from tests.reports.records import make_contents

PLAIN = ParagraphStyle("plain")


def paragraph(text: str) -> Paragraph:
    return Paragraph(text, PLAIN)


def test_a_paragraph_is_a_paragraph_of_its_plain_text():
    assert _element(paragraph("Mức <b>2</b>")) == "<p>Mức 2</p>"


def test_what_html_would_read_as_a_tag_is_escaped():
    assert _element("a < b") == "a &lt; b"
    assert _element(paragraph("R&amp;D")) == "<p>R&amp;D</p>"


def test_a_table_keeps_its_rows_and_cells():
    table = Table([["a", "b"], [paragraph("c"), ""]])
    assert _element(table) == (
        "<table><tr><td>a</td><td>b</td></tr><tr><td><p>c</p></td><td></td></tr></table>"
    )


def test_a_cell_may_hold_several_things():
    assert _cell([paragraph("a"), paragraph("b")]) == "<td><p>a</p><p>b</p></td>"
    assert _cell((paragraph("a"),)) == "<td><p>a</p></td>"
    assert _cell("a") == "<td>a</td>"


def test_a_row_without_cells_is_empty():
    assert _row([]) == "<tr></tr>"


def test_what_stays_together_is_written_one_after_the_other():
    group = KeepTogether([paragraph("a"), paragraph("b")])
    assert _element(group) == "<p>a</p><p>b</p>"


def test_a_new_page_stays_a_new_page():
    assert _element(PageBreak()) == '<div class="new"></div>'
    assert ".new { break-before: page }" in STYLE


def test_what_has_no_words_is_left_out():
    assert _html([Spacer(1, 10), paragraph("a")]) == "<p>a</p>"


@pytest.fixture
def contents():
    # Its paragraphs are our flowables, which know their fonts from the first report on.
    register_fonts()
    return make_contents()


def test_the_page_says_its_language_and_the_enterprise(contents):
    html = page(contents)
    assert html.startswith(f'<html lang="{contents.language}">')
    assert contents.name in html


def test_the_page_ends_with_both_charts(contents):
    assert page(contents).count("<svg") == 2


def test_the_page_reaches_for_nothing_elsewhere(contents):
    faults = Page(page(contents)).faults
    assert not [fault for fault in faults if "href" in fault or "src" in fault]
