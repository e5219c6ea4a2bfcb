"""Paragraphs and tables set in our lettering, beside reportlab's own."""

from io import BytesIO

from hypothesis import given
from hypothesis import strategies as st
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Paragraph, Table

from reports.fonts import TEXT
from reports.pdf.parts import Broken, TaggedTable
from reports.pdf.styles import ROOM, TABLE, labelled, paragraph

TEXTS = st.text(alphabet="  \u00a0aớW.", max_size=60)


def its_own(ours: Paragraph) -> Paragraph:
    """The same paragraph as reportlab sets it."""
    frags = [frag.clone() for frag in ours.frags]
    return Paragraph("", ours.style, frags=frags)


def lines_of(paragraph: Paragraph) -> list[tuple[str, float]]:
    """Each with what is added to its spaces."""
    broken = paragraph.blPara
    lines = []
    for line in broken.lines:
        if broken.kind:
            words = "".join(word.text for word in line.words)
            left = line.extraSpace
        else:
            left, parts = line
            words = " ".join(parts)
        words = words.rstrip(" ")
        spaces = words.count(" ") + words.count("\u00a0")
        spacing = left / spaces if left < -1e-8 else 0.0
        lines.append((words, round(spacing, 9)))
    return lines


def our_lines_of(paragraph: Paragraph) -> list[tuple[str, float]]:
    lines = []
    for pieces, spacing in paragraph.blPara.lines:
        words = "".join(words for _font, words in pieces).rstrip(" ")
        lines.append((words, round(spacing, 9)))
    return lines


def drawn(flowable) -> list[str]:
    """What it adds to the page, command by command."""
    canvas = Canvas(BytesIO(), initialFontName=TEXT)
    before = len(canvas._code)
    flowable.wrapOn(canvas, 200, ROOM)
    flowable.drawOn(canvas, 0, 0)
    return " ".join(canvas._code[before:]).split()


@given(TEXTS, TEXTS, st.floats(30, 120))
def test_lines_end_where_reportlab_ends_them(label, text, width):
    ours = labelled(label, text)
    theirs = its_own(ours)
    assert ours.wrap(width, ROOM) == theirs.wrap(width, ROOM)
    # What has a word wider than a line is reportlab's own anyway.
    if isinstance(ours.blPara, Broken):
        assert our_lines_of(ours) == lines_of(theirs)


def test_a_word_wider_than_a_line_is_torn_as_reportlab_tears_it():
    ours = paragraph("một " + "W" * 40)
    theirs = its_own(ours)
    assert ours.wrap(100, ROOM) == theirs.wrap(100, ROOM)
    assert lines_of(ours) == lines_of(theirs)


def test_a_label_at_the_end_of_its_line_is_no_one_word_with_its_text():
    ours = labelled("Nhãn:", "W" * 8)
    ours.wrap(90, ROOM)
    first, _second = ours.blPara.lines
    assert first.pieces[-1][1] == "Nhãn: "


def test_the_lines_of_a_paragraph_are_one_command():
    code = drawn(labelled("Nhãn:", "nhiều chữ " * 20))
    assert code.count("BT") == 1
    assert code.count("Tj") > 5


def test_the_lines_of_a_cell_are_one_command():
    cells = [["một\nhai\nba", "1\n22"]]
    code = drawn(TaggedTable(cells, colWidths=[60, 60], style=TABLE))
    assert code.count("BT") == 2
    assert code.count("Tj") == 5


def test_a_cell_stands_where_reportlab_sets_it():
    style = [*TABLE, ("ALIGN", (1, 0), (1, -1), "RIGHT")]
    cells = [["một\nhai", "1"], ["ba", "22\n333"]]
    widths = [60, 60]
    ours = points(drawn(TaggedTable(cells, colWidths=widths, style=style)))
    theirs = points(drawn(Table(cells, colWidths=widths, style=style)))
    assert len(ours) == 6
    assert ours == theirs


def points(code: list[str]) -> list[tuple[str, str, str]]:
    """Where each text begins, and its letters."""
    found = []
    for place, command in enumerate(code):
        if command == "Tm":
            following = code[place:]
            letters = following[following.index("Tj") - 1]
            found.append((*code[place - 2 : place], letters))
    return found


def test_a_paragraph_torn_by_the_end_of_a_page_says_all_of_it_once():
    text = "một hai ba bốn năm sáu bảy tám chín mười " * 4
    whole = labelled("Nhãn:", text)
    _width, height = whole.wrap(150, ROOM)
    first, second = whole.split(150, height / 2)
    said = f"{first.getPlainText()}{second.getPlainText()}".split()
    assert said == f"Nhãn: {text}".split()
