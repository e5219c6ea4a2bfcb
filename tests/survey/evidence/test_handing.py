"""How files that were judged come into a browser."""

import pytest
from django.http import Http404

from survey.evidence.handing import download, inside, shown_to_all
from survey.models import Evidence


@pytest.fixture
def lost() -> Evidence:
    """A row whose file was taken away meanwhile."""
    return Evidence(file="evidence/not-there.png", kind="png", name="hoa-don.png")


@pytest.mark.parametrize("hand_over", [download, inside])
def test_what_is_not_there_any_more_is_not_found(lost, hand_over):
    with pytest.raises(Http404):
        hand_over(lost)


def test_nor_is_a_picture_on_a_public_page(lost):
    with pytest.raises(Http404):
        shown_to_all(lost.file, lost.kind)
