"""Letters that the report's own faces lack, drawn with others or told by a box."""

from io import BytesIO
from unicodedata import bidirectional, normalize

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pypdfium2 import PdfDocument
from reportlab.pdfbase.pdfmetrics import getFont, stringWidth
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

from reports import typefaces
from reports.fonts import FACES, TEXT, as_printed, clean, clipped, fit, register_fonts
from reports.typefaces import BOX, FALLBACKS, ReportFont, font_file

SIZE = 12
FOREIGN = {
    "Han": "饭店漢字",
    "kana": "かなカナ",
    "Hangul": "한국",
    "Thai": "ร้านอาหาร",
    "emoji": "🍜🐟",
    "hyphen": "A\u2011B",
    "Cyrillic": "Кафе",
}
# Devanagari and Khmer join letters into one shape; the last is a rare Han letter.
SHAPELESS = ["क", "ខ", "𠮷"]


@pytest.fixture(autouse=True, scope="module")
def _fonts():
    register_fonts()


def written(text: str, font: str = TEXT) -> bytes:
    target = BytesIO()
    canvas = Canvas(target, pagesize=(600, 100), initialFontName=TEXT)
    canvas.setFont(font, SIZE)
    canvas.drawString(10, 40, text)
    canvas.save()
    return target.getvalue()


def read_back(pdf: bytes) -> str:
    return PdfDocument(pdf)[0].get_textpage().get_text_range()


def inked(pdf: bytes) -> int:
    """How many dots of the page are not white."""
    picture = PdfDocument(pdf)[0].render(scale=3).to_pil().convert("L")
    return sum(picture.histogram()[:128])


@pytest.mark.parametrize("face", FALLBACKS)
def test_every_face_is_installed(face):
    assert font_file(*face)


def test_letters_of_social_pages_are_drawn_as_the_letters_they_are():
    assert read_back(written("𝐐𝐮𝐚𝐧 𝓟𝓱𝓸 𝟚𝟜/𝟟")).strip() == "Quan Pho 24/7"


def test_a_font_that_is_not_installed_is_a_clear_error():
    with pytest.raises(FileNotFoundError, match=r"Nothing\.ttf"):
        font_file("fontpkg-be-vietnam-pro", "Nothing.ttf")


@pytest.mark.parametrize("script", FOREIGN)
@pytest.mark.parametrize("font", FACES)
def test_a_foreign_name_is_drawn_and_can_be_copied(script, font):
    text = FOREIGN[script]
    pdf = written(f"Phở {text} 24", font)
    assert read_back(pdf) == f"Phở {text} 24"
    assert inked(pdf) > inked(written("Phở  24", font)) + 20 * len(text)


def test_arabic_runs_from_the_right_and_its_letters_join():
    pdf = written("مطعم")
    # In the file stand the shapes that letters have beside each other.
    assert normalize("NFKC", read_back(pdf)) in ("مطعم", "مطعم"[::-1])
    apart = written("م ط ع م")
    assert stringWidth("مطعم", TEXT, SIZE) < stringWidth("م ط ع م", TEXT, SIZE)
    assert inked(pdf) != inked(apart)


@pytest.mark.parametrize("letter", SHAPELESS)
def test_what_no_face_has_is_a_box_that_can_be_seen(letter):
    pdf = written(f"Phở {letter}")
    assert read_back(pdf) == f"Phở {BOX}"
    assert inked(pdf) > inked(written("Phở "))
    assert as_printed(f"Phở {letter}") == f"Phở {BOX}"


@pytest.mark.parametrize("text", FOREIGN.values())
def test_what_another_face_has_is_printed_as_it_is(text):
    assert as_printed(text) == text


def test_other_faces_are_embedded_too():
    page = PdfDocument(written("Phở 饭店 ไทย 🍜"))[0]
    fonts = [
        part.get_font() for part in page.get_objects() if hasattr(part, "get_font")
    ]
    assert len({font.get_base_name() for font in fonts}) == 4
    assert all(font.is_embedded for font in fonts)


@given(st.text(max_size=30))
def test_every_visible_letter_takes_room(text):
    drawn = "".join(clean(text).split())
    # Marks stand above the letter before them.
    letters = [sign for sign in drawn if bidirectional(sign) != "NSM"]
    if letters:
        assert stringWidth(drawn, TEXT, SIZE) > 0


@given(st.text(alphabet="a饭ไ🍜م ", min_size=1, max_size=40))
def test_lines_of_mixed_scripts_keep_to_their_column(text):
    for line in fit(text, TEXT, SIZE, 90):
        assert stringWidth(line, TEXT, SIZE) <= 90.01
    assert stringWidth(clipped(text, TEXT, SIZE, 60), TEXT, SIZE) <= 60.01


def test_own_letters_are_set_with_the_own_face_alone():
    text = "Công ty TNHH Phở Hòa Bình 24/7"
    font = getFont(TEXT)
    width = sum(font.face.charWidths[ord(sign)] for sign in text) * SIZE / 1000
    assert stringWidth(text, TEXT, SIZE) == pytest.approx(width)


def test_a_width_is_the_same_however_often_it_is_asked_for(monkeypatch):
    monkeypatch.setattr(typefaces, "MOST_WIDTHS", 2)
    font = ReportFont(TEXT, font_file(*FACES[TEXT]))
    words = ["Phở", "Hòa", "Bình", "饭店", "Phở", "Phở"]
    first = [font.stringWidth(word, SIZE) for word in words]
    again = [font.stringWidth(word, SIZE) for word in words]
    assert first == again
    assert first[0] == first[-1] != first[1]
    assert font.stringWidth("Phở", 2 * SIZE) == pytest.approx(2 * first[0])
    kept = font.width.cache_info()
    assert kept.currsize == kept.maxsize == 2
    assert kept.hits > 0


@given(st.lists(st.text(alphabet="aớé饭क \u00a0\n🍜", max_size=8), max_size=6))
def test_letters_have_the_numbers_that_reportlab_gives_them(texts):
    file = font_file(*FACES[TEXT])
    ours, theirs = ReportFont("ours", file), TTFont("theirs", file, shapable=False)
    document = Canvas(BytesIO())._doc
    for text in texts:
        own = "".join(letter for letter in text if ours.has_all(letter))
        assert ours.splitString(own, document) == theirs.splitString(own, document)
        ours.splitString(text, document)


def test_letters_that_have_their_numbers_are_not_looked_up_one_by_one(monkeypatch):
    font, document = getFont(TEXT), Canvas(BytesIO())._doc
    first = font.splitString("Phở\u00a050%", document)
    monkeypatch.setattr(TTFont, "splitString", None)
    assert font.splitString("Phở\u00a050%", document) == first
