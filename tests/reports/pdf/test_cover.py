"""The first page of the report."""

from io import BytesIO

import pytest
from django.utils import translation
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Indenter, Paragraph

from accounts.access.scopes import Scope
from reports.contents.rounds import Correction
from reports.pdf.cover import LONG_NAME, cover, draw_cover
from reports.pdf.styles import PAGE_HEIGHT, PAGE_WIDTH, WIDTH
from tests.reports.pdf.flowables import flat, text_of, texts_of
from tests.reports.reading import pages_of
from tests.reports.records import AT, CHECKED, make_contents, make_source


def style_of(contents, words: str) -> str:
    for part in flat(cover(contents)):
        if isinstance(part, Paragraph) and part.getPlainText() == words:
            return part.style.name
    raise AssertionError(f"{words} does not stand on the cover")


def test_the_cover_says_who_when_and_how_much():
    contents = make_contents(grade=CHECKED)
    text = text_of(cover(contents))
    for words in (
        "Quán phở Hòa Bình",
        "số điểm tối đa (117 trên 195)",
        "60,0\u00a0%",
        "20/11/2026",
        "Dịch vụ lưu trú và ăn uống",
        "Đã được người thẩm định kiểm tra",
    ):
        assert words in text


def test_the_level_stands_on_the_cover_by_number_and_name():
    texts = texts_of(cover(make_contents()))
    assert "2" in texts
    assert "Hình thành" in texts


@pytest.mark.parametrize(
    ("length", "style"), [(LONG_NAME, "name"), (LONG_NAME + 1, "long-name")]
)
def test_a_long_name_is_set_smaller(length, style):
    name = "N" * length
    assert style_of(make_contents(name=name), name) == style


@pytest.mark.parametrize(
    ("name", "lines"),
    [
        (
            "Công ty TNHH Thực phẩm Thềm Nhà Nội",
            ["Công ty TNHH Thực", "phẩm Thềm Nhà Nội"],
        ),
        ("Quán phở Hòa Bình", ["Quán phở Hòa Bình"]),
    ],
)
def test_no_word_of_a_long_name_stands_alone_below_the_others(name, lines):
    parts = list(cover(make_contents(name=name)))
    [aside, _back] = [part for part in parts if isinstance(part, Indenter)]
    named = parts[parts.index(aside) + 1]
    named.wrap(WIDTH - aside.right, PAGE_HEIGHT)
    pieces = [line.pieces for line in named.blPara.lines]
    assert ["".join(words for _font, words in line) for line in pieces] == lines


@pytest.mark.parametrize("is_fictional", [True, False])
def test_an_invented_enterprise_is_called_so(is_fictional):
    text = text_of(cover(make_contents(is_fictional=is_fictional)))
    assert ("hư cấu" in text) is is_fictional


def test_the_industry_stands_beside_the_index_where_there_is_one():
    title = "Bộ chỉ số mẫu"
    texts = texts_of(cover(make_contents()))
    assert title in texts
    contents = make_contents(source=make_source(variant="Bán lẻ"))
    assert f"{title} · Bán lẻ" in texts_of(cover(contents))


@pytest.mark.parametrize(
    ("field", "label"), [("sector", "Sector"), ("size", "Size"), ("area", "Area")]
)
def test_what_the_reader_may_not_see_has_no_label_either(field, label):
    with translation.override("en"):
        assert label in texts_of(cover(make_contents()))
        assert label not in texts_of(cover(make_contents(**{field: ""})))


def test_whatever_its_text_the_cover_says_how_to_check_the_report():
    target = BytesIO()
    canvas = Canvas(target, pagesize=(PAGE_WIDTH, PAGE_HEIGHT))
    draw_cover(canvas, make_contents())
    canvas.save()
    text = pages_of(target.getvalue())[0]
    for words in ("Sẵn Sàng Số", "K7QM-2FXT-9HJP", "https://mau.example/xac-thuc/"):
        assert words in text
    assert "xac-thuc/K7QM" not in text, "the page to type it into, not its own page"


def test_a_replaced_result_says_so_on_the_cover_and_others_say_nothing_of_it():
    replaced = text_of(cover(make_contents(replaced=Correction(AT, "khac"))))
    assert "Đã được thay bằng kết quả sửa ngày 20/11/2026" in replaced
    assert "Đã được thay" not in text_of(cover(make_contents()))
    corrected = text_of(cover(make_contents(corrects=Correction(AT, "khac"))))
    assert "thay cho kết quả nộp ngày 20/11/2026" in corrected


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"is_for_partner": True}, "For a bank or a partner"),
        ({"scope": Scope.OWN}, "For the enterprise itself"),
    ],
)
def test_the_cover_says_for_whom_the_report_is(fields, words):
    with translation.override("en"):
        assert words in text_of(cover(make_contents(**fields)))


def test_a_reader_of_a_shared_result_is_told_nothing_of_reports_for_others():
    with translation.override("en"):
        text = text_of(cover(make_contents(scope=Scope.PILLARS)))
    assert "For the enterprise" not in text
    assert "For a bank" not in text


@pytest.mark.parametrize(
    ("name", "warns"), [("Phở 饭店 🍜", False), ("Phở ខ្មែរ", True), ("Phở", False)]
)
def test_a_letter_without_a_shape_is_told_in_words_too(name, warns):
    with translation.override("en"):
        text = text_of(cover(make_contents(name=name)))
    assert ("stands for a letter that this file has no shape for" in text) is warns
