"""Network and kind of browser, too coarse to find a person by."""

import pytest

from accounts.audit.whence import whence

WINDOWS = (
    "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537 Chrome/140 Safari/537"
)


@pytest.mark.parametrize(
    ("address", "place"),
    [
        ("203.0.113.77", "203.0.113.0/24"),
        ("::ffff:203.0.113.77", "203.0.113.0/24"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1::/48"),
    ],
)
def test_an_address_is_shortened_to_its_network(rf, address, place):
    assert whence(rf.get("/", REMOTE_ADDR=address)) == {"place": place}


@pytest.mark.parametrize(
    ("agent", "device"),
    [
        (WINDOWS, "Chrome Windows"),
        (WINDOWS + " Edg/140", "Edge Windows"),
        (WINDOWS + " coc_coc_browser/140", "Cốc Cốc Windows"),
        ("Mozilla/5.0 (iPhone; CPU iPhone OS 19) Safari/604", "Safari iOS"),
        ("Mozilla/5.0 (iPhone) Mobile Zalo iOS/1", "Zalo iOS"),
        ("Mozilla/5.0 (X11; Linux x86_64; rv:140) Firefox/140", "Firefox Linux"),
        ("curl/8", ""),
    ],
)
def test_a_browser_is_told_by_its_kind_alone(rf, agent, device):
    told = whence(rf.get("/", HTTP_USER_AGENT=agent))
    assert told.get("device", "") == device


def test_without_a_request_nothing_is_known():
    assert whence(None) == {}
