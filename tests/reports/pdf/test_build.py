import re
import shutil
import subprocess
from dataclasses import replace
from itertools import combinations, groupby
from operator import itemgetter
from unicodedata import normalize
from urllib.parse import urlsplit

import pytest
from django.utils import translation
from django.utils.text import capfirst
from pypdfium2 import PdfDocument, PdfTextObj
from zxingcpp import read_barcodes

from accounts.access.scopes import Scope
from language import formats
from reports.pdf import build
from reports.pdf.build import build_pdf
from reports.pdf.styles import MARGIN, PAGE_HEIGHT, PAGE_WIDTH
from reports.wording import results as wording
from tests.builders import (
    make_assessment,
    make_correction,
    make_index_version,
    make_organisation,
    make_result,
    small_document,
)
from tests.reports.conftest import NAME
from tests.reports.reading import LONG, gathered, joined, missing, pages_of, words_of
from tests.reports.records import make_helped, make_suggested, make_suggestion

pytestmark = pytest.mark.django_db

DIACRITICS = (
    "".join(chr(code) for code in range(0x1EA0, 0x1EFA))
    + "ĂăÂâĐđÊêÔôƠơƯưÀÁÃÈÉÌÍÒÓÕÙÚÝàáãèéìíòóõùúýĨĩŨũ₫"
)


@pytest.mark.parametrize("language", ["vi", "en"])
def test_every_number_of_the_result_stands_in_the_report(real_result, language):
    contents = gathered(real_result, language)
    text = words_of(build_pdf(contents))
    with translation.override(language):
        said = [
            formats.number(contents.total),
            wording.percent(contents.percent),
            wording.level(contents.level),
            f"{capfirst(wording.distance(contents.distance))}.",
            contents.verification_code,
            contents.source.title,
            formats.day(contents.at),
        ]
        for pillar in contents.pillars:
            said += [
                pillar.name,
                wording.share(pillar.points, pillar.maximum),
                wording.to_next(pillar),
            ]
            said += [wording.percent(pillar.percent)]
    assert missing(said, text) == []


@pytest.mark.parametrize("language", ["vi", "en"])
def test_every_criterion_stands_with_its_points_and_answer(real_result, language):
    contents = gathered(real_result, language)
    text = words_of(build_pdf(contents))
    for pillar in contents.pillars:
        for criterion in pillar.criteria:
            points = f"{criterion.points}/{criterion.maximum}"
            assert f" {criterion.code} " in text
            assert f"{criterion.level} · {criterion.answer.split()[0]}" in text, (
                criterion.code
            )
            # From the row's code its points are the first share that follows.
            row = text[
                text.rindex(
                    f"{criterion.code} {criterion.name.split()[0]}",
                    0,
                    _priorities(text),
                ) :
            ]
            assert (
                re.search(r"\b\d+/\d+\b", row.replace(criterion.name, ""))[0] == points
            ), criterion.code


def _priorities(text: str) -> int:
    return max(text.rfind("Việc nên làm trước"), text.rfind("Priorities"))


def test_only_embedded_fonts_are_used(real_result):
    for page in PdfDocument(build_pdf(gathered(real_result))):
        texts = [part for part in page.get_objects() if isinstance(part, PdfTextObj)]
        fonts = [text.get_font() for text in texts]
        assert fonts
        assert [font.get_base_name() for font in fonts if not font.is_embedded] == []


@pytest.mark.parametrize("language", ["vi", "en"])
def test_the_report_has_eight_to_fourteen_pages_each_numbered(real_result, language):
    pages = pages_of(build_pdf(gathered(real_result, language)))
    assert 8 <= len(pages) <= 14
    word = "Trang" if language == "vi" else "Page"
    for number, page in enumerate(pages[1:], 2):
        assert f"{word} {number} / {len(pages)}" in page


def test_the_summary_keeps_to_one_page(real_result):
    page = pages_of(build_pdf(gathered(real_result)))[1]
    for heading in (
        "Tóm tắt",
        "Nhìn nhanh các trụ cột",
        "Điểm mạnh",
        "Chỗ còn yếu nhất",
        "Những bước đầu tiên",
    ):
        assert heading in page


@pytest.mark.parametrize("language", ["vi", "en"])
def test_the_report_begins_with_the_steps_of_the_way(real_index, language):
    contents = gathered(
        make_result(make_assessment(index_version=real_index), level=1), language
    )
    assert contents.way.total > 3
    text = words_of(build_pdf(contents))
    with translation.override(language):
        said = [
            wording.way(contents.way, shown)
            for shown in (len(contents.first_steps), len(contents.way.steps))
        ]
    assert missing(said, text) == []
    # The summary and the section may name equally many.
    assert text.index(said[0]) < text.rindex(said[1])
    assert contents.first_steps[0].thing in text
    for step in contents.first_steps:
        assert joined(f"{step.name}. {step.do}") in text
        assert f"({step.code})" in text
    with translation.override(language):
        gains = [f"+{formats.percent(step.gain)}" for step in contents.way.steps]
    assert missing(gains, text) == []


@pytest.mark.parametrize(
    ("language", "words"),
    [("vi", "Những phần còn yếu nhất"), ("en", "The weakest parts")],
)
def test_where_there_is_no_way_the_report_names_the_weakest_parts(
    real_result, language, words
):
    contents = gathered(real_result, language)
    assert words not in words_of(build_pdf(contents))
    text = words_of(build_pdf(replace(contents, way=None)))
    assert words in text
    assert missing((f"{gap.name} – " for gap in contents.gaps), text) == []


def test_sections_can_be_jumped_to_and_the_file_says_what_it_is(real_result):
    pdf = build_pdf(gathered(real_result))
    document = PdfDocument(pdf)
    titles = [entry.get_title() for entry in document.get_toc()]
    assert titles[:3] == ["Tóm tắt", "Mức độ và ý nghĩa", "Các trụ cột"]
    assert len(titles) == 11
    facts = document.get_metadata_dict()
    assert facts["Title"] == f"Báo cáo mức độ sẵn sàng số – {NAME}"
    assert facts["CreationDate"].startswith(f"D:{real_result.created_at:%Y%m%d}")
    assert b"/Lang (vi-VN)" in pdf


def test_the_head_is_put_into_words_once_and_stands_on_every_page(
    real_result, monkeypatch
):
    drawn = []
    draw_head = build._draw_head

    def noted(canvas, contents):
        drawn.append(canvas.getPageNumber())
        draw_head(canvas, contents)

    monkeypatch.setattr(build, "_draw_head", noted)
    contents = gathered(real_result)
    _cover, *pages = pages_of(build_pdf(contents))
    assert drawn == [2]
    assert all(contents.source.title in page for page in pages)


@pytest.mark.parametrize("dots_an_inch", [96, 300])
def test_a_phone_that_reads_a_printed_code_comes_to_the_check_of_this_report(
    client, result, dots_an_inch
):
    contents = gathered(result)
    document = PdfDocument(build_pdf(contents))
    for place in (0, len(document) - 1):
        page = document[place].render(scale=dots_an_inch / 72).to_pil()
        (code,) = read_barcodes(page)
        assert code.text == contents.verify_url
    form = client.get(urlsplit(code.text).path).content.decode()
    assert f'value="{result.verification_code}"' in form


def test_the_same_contents_give_the_same_bytes(real_result):
    contents = gathered(real_result)
    assert build_pdf(contents) == build_pdf(contents)


def test_both_languages_are_right_whatever_language_is_active(real_result):
    vietnamese, english = gathered(real_result, "vi"), gathered(real_result, "en")
    with translation.override("en"):
        text = words_of(build_pdf(vietnamese))
    assert "Tóm tắt" in text
    assert "Summary" not in text
    with translation.override("vi"):
        text = words_of(build_pdf(english))
    assert "Summary" in text
    assert "Tóm tắt" not in text


def test_a_reader_of_the_aggregate_gets_no_pillar_and_no_answer(real_result):
    full, contents = gathered(real_result), gathered(real_result, scope=Scope.AGGREGATE)
    text = words_of(build_pdf(contents))
    assert wording.level(full.level) in text
    for pillar in full.pillars:
        assert pillar.criteria[0].name not in text
        assert f"{pillar.points}/{pillar.maximum}" not in text
    assert "Số câu trả lời" not in text, "cut away, so not told as 0"
    assert f"Số câu trả lời: {full.answered}" in words_of(build_pdf(full))


def test_suggested_providers_stand_with_their_reasons_and_only_if_there_are_any(
    real_result,
):
    contents = gathered(real_result)
    assert "Ai có thể giúp" not in words_of(build_pdf(contents))
    one = make_suggested(fictional=True)
    text = words_of(build_pdf(replace(contents, suggested=one)))
    for words in (
        "Ai có thể giúp",
        "Website: mức 1 → 2 – Làm ngay",
        "Bán hàng đa kênh – Sao Mai",
        "Giúp 2 trong 5 việc",
        "Năm đầu: 2 triệu đồng",
        "hư cấu",
    ):
        assert words in text


def long_document() -> dict:
    """The small index with every name and text at 120 characters."""

    def lengthened(part):
        if isinstance(part, list):
            return [lengthened(item) for item in part]
        if isinstance(part, dict) and set(part) == {"vi", "en"}:
            return {"vi": LONG, "en": LONG}
        return (
            {key: lengthened(value) for key, value in part.items()}
            if isinstance(part, dict)
            else part
        )

    document = lengthened(small_document())
    document["index"]["version"] = 9
    return document


def boxes(pdf: bytes, folder) -> list[tuple[int, float, float, float, float, str]]:
    """(page, left, top, right, bottom, word) of every word."""
    if not shutil.which("pdftotext"):
        pytest.skip("poppler-utils is not installed")
    (folder / "report.pdf").write_bytes(pdf)
    command = ["pdftotext", "-bbox", str(folder / "report.pdf"), "-"]
    found, page = [], 0
    for line in subprocess.run(
        command, capture_output=True, text=True, check=True
    ).stdout.splitlines():
        page += "<page" in line
        if "<word" in line:
            numbers = [
                float(number)
                for number in re.findall(r'(?:xMin|yMin|xMax|yMax)="([\d.-]+)"', line)
            ]
            found.append((page, *numbers, re.sub("<[^>]+>", "", line).strip()))
    return found


@pytest.mark.parametrize(
    "name", [LONG, "W" * 120, "Ữ" * 60 + " " + "Ẫ" * 59, DIACRITICS[:120]]
)
def test_the_longest_names_stay_inside_the_margins_and_off_each_other(name, tmp_path):
    version = make_index_version(long_document())
    result = make_result(
        make_assessment(make_organisation(name=name), version), level=2
    )
    found = boxes(build_pdf(gathered(result)), tmp_path)
    pages = [page for page, *_ in found]
    assert set(pages) == set(range(1, max(pages) + 1))
    for _page, left, top, right, bottom, word in found:
        assert left >= MARGIN - 5, word
        assert right <= PAGE_WIDTH - MARGIN + 1, word
        assert top >= 0, word
        assert bottom <= PAGE_HEIGHT, word
    for _page, words in groupby(found, key=itemgetter(0)):
        for one, other in combinations(list(words), 2):
            wide = min(one[3], other[3]) - max(one[1], other[1])
            high = min(one[4], other[4]) - max(one[2], other[2])
            # The box of a word is a little higher than its letters: lines may share a third of it.
            assert wide < 1 or high < 0.4 * min(one[4] - one[2], other[4] - other[2]), (
                one,
                other,
            )


def test_every_vietnamese_letter_can_be_copied_out_again(real_index):
    result = make_result(
        make_assessment(make_organisation(name=DIACRITICS), real_index)
    )
    text = words_of(build_pdf(gathered(result))).replace(" ", "")
    assert normalize("NFC", DIACRITICS) in text


def test_decomposed_letters_are_composed_before_they_are_drawn(real_index):
    result = make_result(
        make_assessment(make_organisation(name=normalize("NFD", NAME)), real_index)
    )
    assert NAME in words_of(build_pdf(gathered(result)))


def test_markup_in_a_name_is_text(real_index):
    result = make_result(
        make_assessment(make_organisation(name="<b>Phở</b> & Bún <para>"), real_index)
    )
    assert "<b>Phở</b> & Bún <para>" in words_of(build_pdf(gathered(result)))


def test_an_invented_enterprise_is_called_so_on_the_cover(real_result):
    assert "hư cấu" not in words_of(build_pdf(gathered(real_result)))
    real_result.organisation.is_fictional = True
    assert "hư cấu" in words_of(build_pdf(gathered(real_result)))


def test_the_top_level_and_the_lowest_one_have_reports_too(real_index):
    for level in (0, 5):
        result = make_result(
            make_assessment(make_organisation(), real_index), level=level
        )
        assert wording.level(gathered(result).level) in words_of(
            build_pdf(gathered(result))
        )


def test_a_long_plan_with_long_names_keeps_the_report_within_fourteen_pages(
    real_result,
):
    long = make_suggestion(
        LONG[:60], provider=LONG[:60], raises=LONG, why=LONG, support="1 triệu đồng"
    )
    steps = []
    for number in range(12):
        name = f"Việc {number}: {LONG[:60]}"
        steps.append(make_helped(name, suggestions=(long,) * 3, more=9))
    shown = make_suggested(*steps, support=(LONG, LONG))
    pdf = build_pdf(replace(gathered(real_result), suggested=shown))
    text = words_of(pdf)
    assert all(f"Việc {number}:" in text for number in range(12))
    assert 8 <= len(pages_of(pdf)) <= 14


def test_each_page_of_a_replaced_result_says_that_it_is_replaced(result):
    """A page may be read alone."""
    make_correction(result, level=3)
    cover, *others = pages_of(build_pdf(gathered(result)))
    assert "Đã được thay bằng kết quả sửa" in cover
    assert others
    for page in others:
        assert "được thay ngày" in page
