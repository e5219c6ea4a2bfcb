"""Addresses that leave the site name SITE_URL, whichever host the reader asked."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from accounts.site import at_site


@pytest.mark.parametrize("site", ["https://mau.example", "https://mau.example/"])
@pytest.mark.parametrize(
    ("url", "page"),
    [
        ("/", "/"),
        ("/bao-cao/7/", "/bao-cao/7/"),
        ("/bo-chi-so/?phien-ban=2", "/bo-chi-so/?phien-ban=2"),
        ("/lo-trinh/#buoc-3", "/lo-trinh/#buoc-3"),
        (
            "http://10.0.0.7:8000/tai-khoan/xac-nhan/ab:cd/",
            "/tai-khoan/xac-nhan/ab:cd/",
        ),
        ("http://sai.example/?k=1&next=%2Fa", "/?k=1&next=%2Fa"),
    ],
)
def test_a_path_or_an_address_elsewhere_becomes_the_page_here(
    settings, site, url, page
):
    settings.SITE_URL = site
    assert at_site(url) == f"https://mau.example{page}"


@given(st.lists(st.text("abc09-_.:%", min_size=1)))
def test_what_is_here_already_stays(parts):
    address = at_site("/" + "".join(f"{part}/" for part in parts))
    assert at_site(address) == address
