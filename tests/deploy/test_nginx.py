"""The sample for nginx does what docs/operations.md says of it: nginx itself is asked."""

import gzip
import shutil
import socket
import ssl
from contextlib import ExitStack, nullcontext
from http.client import RemoteDisconnected
from urllib.parse import quote

import pytest

from assessment.secret_addresses import SECRET
from tests.deploy.proxied import HOST, LARGE, Proxy, Site
from tests.postgres_server import free_port

TOKEN = "MotBiMat123456789"
SLOW = 120  # more than the site has threads


@pytest.fixture(scope="module", autouse=True)
def _nginx():
    if not shutil.which("nginx"):
        pytest.skip("nginx is not installed")


@pytest.fixture
def site():
    site = Site()
    yield site
    site.close()


@pytest.fixture
def proxy(site, tmp_path):
    with Proxy(tmp_path, site.port) as proxy:
        yield proxy


@pytest.fixture
def alone(tmp_path):
    """The site behind it is down."""
    with Proxy(tmp_path, free_port()) as proxy:
        yield proxy


def test_the_site_learns_of_a_visitor_only_what_nginx_saw(proxy, site):
    said = {
        "X-Forwarded-For": "192.0.2.7",
        "X-Forwarded-Proto": "http",
        "X-Forwarded-Host": "other.example",
        "Forwarded": "for=192.0.2.7",
    }
    assert proxy.ask("/", **said).status == 200
    [(_path, headers, _length)] = site.asked
    assert headers["X-Forwarded-For"] == "127.0.0.1"
    assert headers["X-Forwarded-Proto"] == "https"
    assert headers["Host"] == HOST
    assert not headers.keys() & {"X-Forwarded-Host", "Forwarded"}


@pytest.mark.parametrize("is_up", [True, False])
def test_no_log_learns_a_secret_however_it_is_asked_for(is_up, request):
    proxy = request.getfixturevalue("proxy" if is_up else "alone")
    asked = [spelled for beginning in SECRET for spelled in spellings(beginning)]
    for path in asked:
        answer = proxy.ask(path, Referer=f"https://{HOST}/xem/{TOKEN}/")
        assert answer.status == (200 if is_up else 502)
    proxy.ask(f"/xem/{TOKEN}/", "POST", b"x" * 13_000_000)
    assert TOKEN not in proxy.logs
    assert quote(f"/xem/{TOKEN}") not in proxy.logs
    assert proxy.logs.count("***") > len(SECRET)
    assert "127.0.0.0 " in proxy.logs
    assert "127.0.0.1 " not in proxy.logs.replace("client: 127.0.0.1", "")


def spellings(beginning: str) -> list[str]:
    path = f"{beginning}{TOKEN}/"
    return [
        path,
        f"{path}?trang=2",
        f"/{path}",
        path.replace("/", "//"),
        path.upper().replace(TOKEN.upper(), TOKEN),
        path.replace("t", "%74").replace("x", "%78"),
        f"/tai-khoan/login/?next={quote(path, safe='')}",
    ]


def test_who_sends_slowly_holds_nobody(proxy, site):
    with ExitStack() as lines:
        for number in range(SLOW):
            line = lines.enter_context(proxy.line())
            if number % 2:
                line.sendall(f"GET / HTTP/1.1\r\nHost: {HOST}\r\nX-".encode())
            else:
                head = f"POST / HTTP/1.1\r\nHost: {HOST}\r\nContent-Length: 999\r\n\r\n"
                line.sendall(head.encode() + b"x")
        assert proxy.ask("/trang").content == b"page"
        assert [path for path, _headers, _length in site.asked] == ["/trang"]


def test_who_reads_slowly_holds_nobody(proxy, site):
    with proxy.line() as line:
        line.sendall(f"GET /large HTTP/1.1\r\nHost: {HOST}\r\n\r\n".encode())
        assert line.recv(10) == b"HTTP/1.1 2"
        assert site.large_sent.wait(20), f"{len(LARGE)} bytes wait in the site"


def test_a_file_that_is_too_large_never_reaches_the_site(proxy, site):
    answer = proxy.ask("/minh-chung/", "POST", b"x" * 20_000_000)
    assert answer.status == 413
    assert "Tệp quá lớn".encode() in answer.content
    assert site.asked == []
    assert proxy.ask("/minh-chung/", "POST", b"x" * 11_000_000).status == 200


def test_files_of_pages_are_there_while_the_site_is_not(alone):
    folder = alone.folder / "build" / "static"
    folder.mkdir(parents=True)
    css = b"body { margin: 0 }" * 50
    (folder / "site.0123456789ab.css").write_bytes(css)
    (folder / "site.0123456789ab.css.gz").write_bytes(gzip.compress(css))
    (folder / "site.css").write_bytes(css)
    packed = {"Accept-Encoding": "gzip"}
    answer = alone.ask("/static/site.0123456789ab.css", **packed)
    assert gzip.decompress(answer.content) == css
    assert "immutable" in answer.headers["Cache-Control"]
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    plain = alone.ask("/static/site.css")
    assert plain.content == css
    assert plain.headers["Cache-Control"] == "public, max-age=60"
    assert alone.ask("/static/..%2F..%2Fsite.conf").status != 200


def test_while_the_site_is_away_people_are_told_in_both_languages(alone):
    answer = alone.ask("/")
    assert answer.status == 502
    assert answer.headers["Retry-After"] == "30"
    assert "anh/chị".encode() in answer.content
    assert b"Please try again" in answer.content


def test_who_asks_for_another_name_gets_nothing(proxy, site):
    with pytest.raises(ssl.SSLError):
        proxy.line("other.example")
    with pytest.raises(RemoteDisconnected):
        proxy.ask("/", Host="other.example")
    assert site.asked == []


@pytest.mark.parametrize("path", ["/", "/static/khong-co.css"])
def test_what_the_site_did_not_say_itself_is_guarded_as_its_pages_are(alone, path):
    headers = alone.ask(path).headers
    assert headers["Strict-Transport-Security"] == "max-age=31536000"
    assert "frame-ancestors 'none'" in headers["Content-Security-Policy"]
    assert headers["X-Content-Type-Options"] == "nosniff"


@pytest.mark.parametrize(
    ("newest", "ciphers", "is_taken"),
    [
        (ssl.TLSVersion.TLSv1_3, "DEFAULT", True),
        (ssl.TLSVersion.TLSv1_2, "ECDHE+AESGCM", True),
        (ssl.TLSVersion.TLSv1_2, "ECDHE+SHA", False),
        (ssl.TLSVersion.TLSv1_2, "AES128-GCM-SHA256", False),
    ],
)
def test_only_ciphers_that_a_stolen_key_does_not_open_are_spoken(
    alone, newest, ciphers, is_taken
):
    context = ssl.create_default_context(cafile=f"{alone.folder}/tls/fullchain.pem")
    context.maximum_version = newest
    context.set_ciphers(ciphers)
    with socket.create_connection(("127.0.0.1", alone.port), timeout=20) as plain:
        refusal = nullcontext() if is_taken else pytest.raises(ssl.SSLError)
        with refusal, context.wrap_socket(plain, server_hostname=HOST) as line:
            assert line.cipher()
