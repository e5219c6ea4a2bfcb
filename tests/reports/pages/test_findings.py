"""Strengths and gaps beside each other."""

import pytest
from django.template.loader import render_to_string


@pytest.mark.parametrize(
    ("gaps", "words"), [([], "<div>"), ([("0 %", {})], '<div class="grid-2">')]
)
def test_strengths_alone_take_the_whole_width(gaps, words):
    found = {"strengths": [("80 %", {})], "gaps": gaps}
    html = render_to_string("reports/blocks/findings.html", {"page": found})
    assert html.strip().startswith(words)
