"""What holds the secret of a link is written down nowhere and told to nobody."""

import logging
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import quote

import pytest
from django.conf import settings as site
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from assessment.secret_addresses import SECRET, MaskingFormatter, is_secret, mask
from tests.builders import make_user
from tests.databases import copied_database
from tests.served import Browser, Served

ROOT = Path(__file__).resolve().parents[2]
TOKEN = "Zm9v-bmFy_c2VjcmV0MTIz"
SOUGHT = "hoa.nguoi.duoc.tim@quan-pho.example"
# How a part of an address is named that is no mere number of something.
NAMES_OF_SECRETS = {"token", "key", "secret", "uidb36", "hash", "signature"}


def addresses(resolver: URLResolver, before: str = "") -> Iterator[tuple[str, set]]:
    """Every address of the site as it is written, with the names of its parts."""
    for pattern in resolver.url_patterns:
        written = before + str(pattern.pattern).lstrip("^")
        if isinstance(pattern, URLResolver):
            yield from addresses(pattern, written)
        elif isinstance(pattern, URLPattern):
            names = set(pattern.pattern.regex.groupindex)
            yield written, names | set(getattr(pattern.pattern, "converters", {}))


def beginnings() -> set[str]:
    """Of all addresses with a secret: what stands before it."""
    found = set()
    for written, names in addresses(get_resolver(), "/"):
        if names & NAMES_OF_SECRETS:
            before, *_rest = written.replace("(?P<", "<").partition("<")
            found.add(before)
    return found


def test_the_list_is_that_of_all_addresses_with_a_secret():
    assert len(beginnings()) >= 5
    assert beginnings() == set(SECRET)


def test_whoever_runs_the_site_is_told_the_whole_list():
    told = (ROOT / "docs/operations.md").read_text(encoding="utf-8")
    for beginning in SECRET:
        assert f"| `{beginning}` |" in told


@pytest.mark.parametrize("beginning", SECRET)
@pytest.mark.parametrize("end", ["/", "/ HTTP/1.1", "", "?a=1", '"', "/x/"])
def test_no_line_has_a_secret(beginning, end):
    for host in ("", "https://san-sang.example"):
        line = f"GET {host}{beginning}{TOKEN}{end} 200"
        masked = mask(line)
        assert TOKEN not in masked
        assert masked.startswith(f"GET {host}{beginning}")
        assert masked.endswith(f"{end} 200")


@pytest.mark.parametrize("beginning", SECRET)
def test_nor_where_it_stands_inside_another_address(beginning):
    inside = f"{beginning}{TOKEN}/"
    for _time in range(3):
        assert TOKEN not in mask(f"/tai-khoan/login/?next={inside}")
        inside = quote(inside, safe="")


def quoted(text: str) -> str:
    """Every sign but the slashes by its number, as a browser never writes it."""
    return "".join(sign if sign == "/" else f"%{ord(sign):02x}" for sign in text)


@pytest.mark.parametrize("beginning", SECRET)
def test_nor_where_letters_stand_by_their_numbers(beginning):
    first = beginning.replace(beginning[1], quoted(beginning[1]), 1)
    for written in (first, quoted(beginning), quoted(beginning).upper()):
        for inside in (written, quote(written), quote(written, safe="")):
            assert mask(f"GET {inside}{TOKEN}/ 200") == f"GET {inside}***/ 200"
    for blank in ("%20", "%2520", "%00", "%3F", "%e2%80%89", "/", "%2F"):
        assert TOKEN not in mask(f"GET {beginning}{blank}{TOKEN}/ HTTP/1.1")
    assert mask(f"GET {beginning}Zm%209v%2D{TOKEN}/ 200") == f"GET {beginning}***/ 200"


def test_what_is_no_secret_stays_as_it_is():
    line = "GET /ket-qua/0a1b/?q=/xem HTTP/1.1 and /xem/ alone, /phien-ban/xem/"
    assert mask(line) == line
    assert not is_secret("/ket-qua/0a1b/")


def test_an_error_that_quotes_an_address_is_masked_too():
    with pytest.raises(ValueError) as raised:
        int(f"/xem/{TOKEN}/")
    told = (ValueError, raised.value, raised.tb)
    record = logging.LogRecord(
        "x", logging.ERROR, "x", 1, "at %s", (f"/xem/{TOKEN}/",), told
    )
    line = MaskingFormatter().format(record)
    assert TOKEN not in line
    assert "ValueError: invalid literal" in line
    assert "at /xem/***/" in line


TYPED = [
    "dung\n2026-11-30T00:00:00.000+00:00 WARNING accounts: somebody else",
    "dung\r\nERROR root: nothing of the kind",
    "dung\x1b[2K\x07 xoa",
    "dung\u2028ERROR root: one more line",
]


@pytest.mark.parametrize("typed", TYPED)
def test_what_somebody_typed_begins_no_line_of_the_log(typed):
    record = logging.LogRecord("x", logging.INFO, "x", 1, "file %s", (typed,), None)
    first, *others = of_site().format(record).split("\n")
    assert "INFO x" in first
    assert not [line for line in others if not line.startswith("    ")]
    assert not [sign for sign in first + "".join(others) if not sign.isprintable()]


def of_site() -> MaskingFormatter:
    terms = dict(site.LOGGING["formatters"]["masked"])
    assert terms.pop("()").endswith(".MaskingFormatter")
    return MaskingFormatter(**terms)


def test_a_line_says_when_in_utc_how_bad_and_of_what():
    record = logging.LogRecord("accounts.x", logging.ERROR, "x", 1, "hỏng", (), None)
    record.created = 1_796_000_000.25
    at, level, name, *_rest = of_site().format(record).split(" ")
    assert datetime.fromisoformat(at) == datetime.fromtimestamp(record.created, UTC)
    assert at.endswith("+00:00")
    assert (level, name) == ("ERROR", "accounts.x")


def test_the_values_of_a_row_that_failed_are_not_told():
    told = (
        "IntegrityError: duplicate key\n"
        "DETAIL:  Key (email)=(lan@pho.example) already exists.\n"
        "    DETAIL:  Failing row contains (7, 0912345678)."
    )
    masked = mask(told)
    assert "duplicate key" in masked
    assert "lan@pho" not in masked
    assert "0912345678" not in masked


def test_every_line_of_ours_goes_through_the_mask():
    handlers = site.LOGGING["handlers"]
    assert {handler["formatter"] for handler in handlers.values()} == {"masked"}
    for name, logger in site.LOGGING["loggers"].items():
        assert logger.get("propagate", True), name
        assert not set(logger.get("handlers", [])) - set(handlers)


@pytest.mark.django_db
@pytest.mark.parametrize("beginning", SECRET)
def test_no_page_below_a_secret_address_sends_a_referrer(beginning):
    secret = "1-set-password" if "reset" in beginning else TOKEN
    for client in (Client(), signed_in()):
        for answer in (
            client.get(f"{beginning}{secret}/"),
            client.post(f"{beginning}{secret}/"),
            client.get(f"{beginning}{secret}/khong-co/"),
        ):
            assert answer.headers["Referrer-Policy"] == "no-referrer"
    assert client.get("/").headers["Referrer-Policy"] == "same-origin"


def signed_in() -> Client:
    client = Client()
    client.force_login(make_user())
    return client


@pytest.mark.django_db
def test_a_form_of_a_page_without_a_referrer_still_needs_its_token():
    client = Client(enforce_csrf_checks=True)
    token = client.get(reverse("account_login")).context["csrf_token"]
    switch = reverse("set_language")
    unnamed = {"Origin": "null"}
    stranger = {"Origin": "https://do.example"}
    form = {"language": "en", "csrfmiddlewaretoken": str(token)}
    assert client.post(switch, form, headers=unnamed).status_code == 302
    assert client.post(switch, form, headers=stranger).status_code == 403
    assert client.post(switch, {"language": "en"}, headers=unnamed).status_code == 403


@pytest.mark.django_db(transaction=True)
def test_gunicorn_writes_no_secret_either(tmp_path):
    options = ("--access-logfile=-", '--access-logformat=%(r)s %(s)s "%(f)s" %(q)s')
    with (
        copied_database(tmp_path) as database,
        Served(tmp_path, database, *options, LOG_LEVEL="DEBUG") as site,
    ):
        for beginning in SECRET:
            page = f"{beginning}{TOKEN}-x/"
            Browser(site.url).get(page)
            Browser(site.url).get(quoted(beginning) + page.removeprefix(beginning))
            Browser(site.url, Referer=site.url + page).get("/gioi-thieu/")
            Browser(site.url).get("/cua-toi/?next=" + quote(page, safe=""))
        for asked in ("/quan-tri/accounts/user/?q=", "/%71uan-tri/?p=1&q="):
            page = asked + quote(SOUGHT)
            Browser(site.url, Referer=site.url + page).get(page)
    assert TOKEN not in site.log
    assert SOUGHT.partition("@")[0] not in site.log
    assert "GET /quan-tri/accounts/user/?*** " in site.log
    assert site.log.count("***") >= 4 * len(SECRET)
