"""Photos that lost their end: the last bytes do no harm, half a picture is none."""

import pytest
from PIL import Image

from survey.errors import SurveyError
from survey.evidence.judge.cut import END
from survey.evidence.judge.pictures import draw_anew
from tests.survey.evidence.judge.test_pictures import drawn, saved

NOISE = Image.effect_noise((400, 600), 60).convert("RGB")
KINDS = [{}, {"progressive": True}, {"subsampling": 0}]


@pytest.mark.parametrize("kind", KINDS, ids=str)
@pytest.mark.parametrize("lost", [1, 2, 3, 20, 400])
def test_without_its_last_bytes_a_photo_is_the_same_picture(kind, lost):
    photo = saved(NOISE, "JPEG", **kind)
    whole, cut = drawn(photo), drawn(photo[:-lost])
    upper = (0, 0, 400, 560)
    assert cut.size == whole.size
    assert cut.crop(upper).tobytes() == whole.crop(upper).tobytes()


def test_the_white_end_of_a_page_counts_as_read():
    page = Image.new("RGB", (400, 1200), "white")
    page.paste(NOISE)
    assert drawn(saved(page, "JPEG")[: -len(END) - 1]).size == page.size


@pytest.mark.parametrize(
    ("kind", "kept"),
    [
        ({}, 0.02),
        ({}, 0.5),
        ({}, 0.8),
        ({"subsampling": 0}, 0.8),
        # Coarse and whole; its finest scan begins later.
        ({"progressive": True}, 0.02),
        ({"progressive": True}, 0.5),
    ],
    ids=str,
)
def test_where_more_is_missing_it_is_broken(kind, kept):
    photo = saved(NOISE, "JPEG", **kind)
    with pytest.raises(SurveyError) as caught:
        draw_anew(photo[: int(len(photo) * kept)])
    assert caught.value.code == "file_broken"


@pytest.mark.parametrize("end", [b"", b"\xff", b"\x00\x08", b"\x00\x0c\x09\x01"])
def test_a_scan_that_ends_in_its_head_is_broken(end):
    photo = saved(NOISE, "JPEG", progressive=True)
    cut = photo[: photo.rfind(b"\xff\xda") + 2] + end
    with pytest.raises(SurveyError):
        draw_anew(cut)
