"""Paragraphs and tables of the report."""

from io import BytesIO
from xml.sax.saxutils import escape

import pytest
from hypothesis import given
from hypothesis import strategies as st
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.platypus import BaseDocTemplate, Frame, PageTemplate, Paragraph, Spacer

from reports.fonts import TEXT, TEXT_BOLD, clean
from reports.pdf.parts import TaggedParagraph
from reports.pdf.styles import (
    BY_NAME,
    CELL_SIZE,
    GUTTER,
    ROOM,
    STYLES,
    TINT,
    WIDTH,
    Together,
    fitted,
    grid,
    labelled,
    paragraph,
    table,
)

HEAD = ["Mã", "Tiêu chí", "Điểm"]
ROWS = [HEAD, ["1.1", "Có website", "1/5"], ["1.2", "Bán hàng qua mạng", "12/50"]]
WIDTHS = [40.0, 200.0, 60.0]


def cells_of(drawn) -> list[list]:
    return drawn._cellvalues


def font_of(drawn, row: int, column: int = 0) -> str:
    return drawn._cellStyles[row][column].fontname


def test_no_two_styles_have_one_name():
    assert len(BY_NAME) == len(STYLES)


@pytest.mark.parametrize("style", STYLES, ids=lambda style: style.name)
def test_no_style_uses_a_font_that_is_not_embedded(style):
    assert style.fontName.startswith("Report")
    assert style.leading > style.fontSize


@pytest.mark.parametrize("text", ["<b>Phở</b> & Bún", "a < b > c", "<para>", "&amp;"])
def test_markup_in_a_text_is_text(text):
    assert paragraph(text).getPlainText() == text
    assert labelled("Nhãn:", text).getPlainText() == f"Nhãn: {text}"


def test_a_label_is_bold_and_its_text_is_not():
    label, *rest = labelled("Giá:", "2 triệu").frags
    assert (label.text, label.fontName) == ("Giá:", TEXT_BOLD)
    assert {part.fontName for part in rest} == {TEXT}


def test_the_head_of_a_table_is_bold_and_repeated_on_each_page():
    drawn = table(ROWS, WIDTHS)
    assert font_of(drawn, 0) == TEXT_BOLD
    assert font_of(drawn, 1) == TEXT
    assert drawn.repeatRows == 1


def test_a_marked_row_stands_out_in_black_and_white_too():
    drawn = table(ROWS, WIDTHS, marked=(2,))
    assert font_of(drawn, 2) == TEXT_BOLD
    assert any(TINT in command for command in drawn._bkgrndcmds)


def test_a_subhead_goes_across_all_columns_and_stays_with_the_row_below():
    long = "Một tên rất dài của một chỉ số, dài hơn nhiều so với cột đầu tiên"
    drawn = table([HEAD, [long, "", ""], ROWS[1]], WIDTHS, subheads=(1,))
    assert cells_of(drawn)[1][0] == long
    assert font_of(drawn, 1) == TEXT_BOLD
    assert drawn._nosplitCmds == [("NOSPLIT", (0, 1), (0, 2))]


def test_columns_of_numbers_end_at_their_edge():
    drawn = table(ROWS, WIDTHS, right=(0, 2))
    alignments = [style.alignment for style in drawn._cellStyles[1]]
    assert alignments == ["RIGHT", "LEFT", "RIGHT"]
    paddings = [style.rightPadding for style in drawn._cellStyles[1]]
    assert paddings[0] > paddings[1] > paddings[2] == 0


def test_long_texts_are_broken_inside_their_columns():
    drawn = table([HEAD, ["1.1", "nhiều chữ " * 20, "1/5"]], WIDTHS)
    lines = cells_of(drawn)[1][1].split("\n")
    assert len(lines) > 1
    for line in lines:
        assert stringWidth(line, TEXT, CELL_SIZE) <= WIDTHS[1] - GUTTER


def test_a_cell_of_several_texts_has_a_line_for_each_that_says_something():
    drawn = table([HEAD, ["1.1", ("20/11/2026", "2 triệu"), ("", "5")]], WIDTHS)
    assert cells_of(drawn)[1][1:] == ["20/11/2026\n2 triệu", "5"]


def test_a_small_flowable_stands_in_a_cell_as_it_is():
    box = Spacer(9, 9)
    drawn = table([HEAD, [box, "a", "b"]], WIDTHS)
    assert cells_of(drawn)[1][0] is box


def test_a_row_of_another_length_is_refused():
    with pytest.raises(ValueError, match="zip"):
        table([HEAD, ["1.1", "a"]], WIDTHS)


def test_a_column_that_shall_not_wrap_takes_its_room_from_the_widest():
    rows = [HEAD, ["1.1.1.1.1.1.1.1.1", "Có website", "1/5"]]
    code, name, points = fitted(rows, WIDTHS, whole=(0,))
    assert code >= stringWidth(rows[1][0], TEXT, CELL_SIZE)
    assert name == pytest.approx(WIDTHS[1] - (code - WIDTHS[0]))
    assert points == WIDTHS[2]


def test_columns_that_are_wide_enough_stay_as_they_are():
    assert fitted(ROWS, WIDTHS, whole=(0, 2)) == WIDTHS


def test_a_text_across_all_columns_widens_none():
    rows = [*ROWS, ["Một tên rất dài của một chỉ số", "", ""]]
    assert fitted(rows, WIDTHS, whole=(0,)) == WIDTHS


@given(st.lists(st.text(alphabet="1./W", max_size=15), min_size=1, max_size=5))
def test_however_wide_the_codes_are_the_table_is_as_wide_as_before(codes):
    rows = [HEAD, *([code, "x", "1/5"] for code in codes)]
    widths = fitted(rows, [34.0, WIDTH - 94, 60.0], whole=(0, 2))
    assert sum(widths) == pytest.approx(WIDTH)


def test_a_grid_sets_flowables_side_by_side_without_lines():
    left, right = paragraph("a"), paragraph("b")
    drawn = grid([[left, right]], [100, 100], ("TOPPADDING", (0, 0), (-1, -1), 3))
    assert cells_of(drawn) == [[left, right]]
    assert drawn._linecmds == []
    assert {style.topPadding for style in drawn._cellStyles[0]} == {3}
    assert font_of(drawn, 0) == TEXT


def laid_out(*before) -> list[int]:
    """The page on which each line of a block of ten stands, after what stands before it."""
    pages = []

    class Line(Spacer):
        def draw(self) -> None:
            pages.append(self.canv.getPageNumber())

    block = Together([Line(1, ROOM / 20) for _line in range(10)])
    frame = Frame(0, 0, WIDTH, ROOM, 0, 0, 0, 0)
    document = BaseDocTemplate(BytesIO(), pageTemplates=[PageTemplate(frames=[frame])])
    document.build([*before, block])
    return pages


@pytest.mark.parametrize(
    ("taken", "pages"),
    [
        (0.0, [1] * 10),
        (0.45, [1] * 10),
        (0.6, [2] * 10),
        (0.51, [1] * 9 + [2]),
    ],
)
def test_a_block_stays_together_unless_that_leaves_half_a_page_behind(taken, pages):
    before = [Spacer(1, ROOM * taken)]
    assert laid_out(*before) == pages


def test_what_is_kept_together_is_broken_into_lines_once(monkeypatch):
    broken = []
    break_lines = TaggedParagraph.breakLines

    def noted(paragraph, widths):
        broken.append(paragraph)
        return break_lines(paragraph, widths)

    monkeypatch.setattr(TaggedParagraph, "breakLines", noted)
    laid_out(Together([paragraph("một"), paragraph("hai")]))
    assert len(broken) == 2


def test_a_paragraph_asked_at_another_width_is_broken_anew():
    text = paragraph("một hai ba bốn năm sáu bảy tám chín mười")
    _width, low = text.wrap(WIDTH, ROOM)
    _width, high = text.wrap(60, ROOM)
    assert high > low
    assert text.wrap(WIDTH, ROOM) == (WIDTH, low)


@given(st.text(alphabet=" \u00a0aớ<&>\n", max_size=20))
def test_a_text_is_set_as_reportlab_sets_it(text):
    ours = paragraph(text)
    its_own = Paragraph(escape(clean(text)), BY_NAME["text"])
    assert ours.getPlainText() == its_own.getPlainText()
    assert ours.wrap(30, ROOM) == its_own.wrap(30, ROOM)
