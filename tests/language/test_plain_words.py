"""Names in letters are words, and no links."""

import re

import pytest

from language.plain_words import in_letter, without_links

# As mail programs find them.
LINK = re.compile(r"\w+:/|www\.|\w[.。．｡][^\W\d_]{2}|\S@\S", re.IGNORECASE)


@pytest.mark.parametrize(
    "typed",
    [
        "Trúng thưởng tại https://do.example/nhan",
        "http://do.example",
        "HTTPS://DO.EXAMPLE",
        "www.do.example",
        "xem do.example/qua?a=1",
        "do。example",
        "mailto:ai@do.example",
        "ai@do.example",
        "javascript:alert(1)",
        "tel:+84901234567",
        "a.b.c.do.example",
        "xn--80ak6aa92e.com",
        "đồ.việt",
    ],
)
def test_nothing_that_is_typed_is_a_link_in_a_letter(typed):
    assert not LINK.search(without_links(typed))


@pytest.mark.parametrize(
    "name",
    [
        "Quán Phở Hòa Bình",
        "Công ty TNHH T.M.D.V. Ánh Dương",
        "Cửa hàng số 1. Lê Lợi",
        "Cà phê 2.0",
        "Sáng & Tối: tạp hóa",
        "Q.1",
        "Anh - Em",
    ],
)
def test_a_name_stays_as_it_is(name):
    assert without_links(name) == name


def test_where_a_letter_leads_to_is_ours():
    context = {
        "name": "a.example",
        "pillars": ["https://a.example"],
        "url": "https://san-sang.example/x/",
        "number": 3,
    }
    assert in_letter(context) == {
        "name": "a example",
        "pillars": ["a example"],
        "url": "https://san-sang.example/x/",
        "number": 3,
    }
