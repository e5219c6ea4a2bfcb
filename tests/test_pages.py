"""The checker of pages itself: it sees what it is for, and lets good pages pass."""

import pytest

from tests.pages import Page, assert_clean_page


@pytest.mark.parametrize(
    "fault",
    [
        '<p style="color:red">',
        "<script>alert(1)</script>",
        '<a onclick="x()">',
        '<script src="https://cdn.example/x.js"></script>',
        "<style>p{}</style>",
        '<input name="q">',
        '<p id="a"></p><p id="a"></p>',
        '<p aria-describedby="nowhere">',
        '<a href="javascript:x()">',
        '<img src="/x.png">',
        "<p>Operator(name=&#x27;Hoa&#x27;)</p>",
        pytest.param("<p>&lt;Lead object at 0x7f&gt;</p>", id="object"),
    ],
)
def test_the_checker_sees_what_it_is_for(fault):
    with pytest.raises(AssertionError):
        assert_clean_page(fault, fragment=True)


def test_the_checker_lets_a_labelled_control_pass():
    page = Page('<label for="a">A</label><input id="a"><label>B <input></label>')
    assert page.unlabelled() == []
