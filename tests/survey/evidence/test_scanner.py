"""A file is shown to the virus scanner of the site, and not taken where that does not answer."""

import contextlib
import socket
import socketserver
import threading
import time

import pytest

from survey.errors import SurveyError
from survey.evidence import scanner
from survey.evidence.scanner import scan
from survey.models import Evidence
from tests.builders import PDF, make_assessment, make_evidence

# The test file of the scanners' makers, in two pieces so that no scanner stops this one.
EICAR = rb"X5O!P%@AP[4\PZX54(P^)7CC)7}$EICAR" + rb"-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*"


class Clamd(socketserver.StreamRequestHandler):
    """Reads a stream as clamd does, and looks for the one sign that it knows."""

    most = 25 * 1024 * 1024
    seconds = 0

    def handle(self) -> None:
        command = self._word()
        if command == b"zPING":
            self.wfile.write(b"PONG\0")
            return
        if command != b"zINSTREAM":
            self.wfile.write(b"UNKNOWN COMMAND\0")
            return
        content = b""
        while size := int.from_bytes(self.rfile.read(4), "big"):
            content += self.rfile.read(size)
            if len(content) > self.most:
                self.wfile.write(b"INSTREAM size limit exceeded. ERROR\0")
                return
        time.sleep(self.seconds)
        said = b"Eicar-Signature FOUND" if EICAR in content else b"OK"
        self.wfile.write(b"stream: ")
        self.wfile.write(said + b"\0")

    def _word(self) -> bytes:
        word = b""
        while not word.endswith(b"\0"):
            word += self.rfile.read(1)
        return word.rstrip(b"\0")


@contextlib.contextmanager
def serving(server: socketserver.BaseServer):
    thread = threading.Thread(target=server.serve_forever, args=(0.01,))
    thread.start()
    try:
        yield server.server_address
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


@pytest.fixture(autouse=True)
def asked_anew(monkeypatch):
    monkeypatch.setattr(scanner, "silence", scanner.Silence())


@pytest.fixture
def clamd(settings):
    with serving(socketserver.ThreadingTCPServer(("127.0.0.1", 0), Clamd)) as place:
        settings.CLAMD = f"tcp://{place[0]}:{place[1]}"
        yield


def refusal(content: bytes) -> str:
    with pytest.raises(SurveyError) as caught:
        scan(content)
    return caught.value.code


def test_without_a_scanner_nothing_is_asked(settings):
    assert settings.CLAMD == ""
    scan(EICAR)


@pytest.mark.usefixtures("clamd")
def test_what_the_scanner_knows_is_refused(caplog):
    assert refusal(b"before " + EICAR) == "file_infected"
    assert "Eicar-Signature" in caplog.text


@pytest.mark.usefixtures("clamd")
@pytest.mark.parametrize("size", [0, 1, 64 * 1024, 64 * 1024 + 1, 10 * 1024 * 1024])
def test_what_the_scanner_finds_nothing_in_is_taken(size):
    scan(bytes(size))


@pytest.mark.usefixtures("clamd")
def test_a_sign_across_two_pieces_is_found():
    assert refusal(bytes(64 * 1024 - 20) + EICAR) == "file_infected"


def test_a_scanner_behind_a_socket_of_the_machine_is_asked(settings, tmp_path):
    path = str(tmp_path / "clamd.ctl")
    with serving(socketserver.ThreadingUnixStreamServer(path, Clamd)):
        settings.CLAMD = f"unix://{path}"
        scan(PDF)
        assert refusal(EICAR) == "file_infected"


def test_a_scanner_that_is_not_there_refuses_the_file(settings, tmp_path, caplog):
    settings.CLAMD = f"unix://{tmp_path}/none"
    assert refusal(PDF) == "scanner_silent"
    with socket.create_server(("127.0.0.1", 0)) as closed:
        port = closed.getsockname()[1]
    settings.CLAMD = f"tcp://127.0.0.1:{port}"
    assert refusal(PDF) == "scanner_silent"
    assert "does not answer" in caplog.text


def test_a_scanner_that_never_speaks_refuses_the_file_and_is_asked_no_more_for_a_while(
    settings, monkeypatch
):
    monkeypatch.setattr(scanner, "LONGEST_GREETING", 0.2)
    with socket.create_server(("127.0.0.1", 0)) as mute:
        mute.settimeout(1)
        settings.CLAMD = f"tcp://127.0.0.1:{mute.getsockname()[1]}"
        assert refusal(PDF) == "scanner_silent"
        mute.accept()[0].close()
        assert refusal(PDF) == "scanner_silent"
        with pytest.raises(TimeoutError):
            mute.accept()
        monkeypatch.setattr(scanner, "QUIET", 0)
        scanner.silence.begin()
        assert refusal(PDF) == "scanner_silent"
        mute.accept()[0].close()


@pytest.mark.usefixtures("clamd")
def test_one_that_only_looks_for_long_into_a_file_is_asked_about_the_next(monkeypatch):
    monkeypatch.setattr(scanner, "LONGEST_WAIT", 0.2)
    monkeypatch.setattr(Clamd, "seconds", 1)
    assert refusal(PDF) == "scanner_silent"
    monkeypatch.setattr(Clamd, "seconds", 0)
    scan(PDF)


@pytest.mark.usefixtures("clamd")
def test_a_scanner_that_takes_less_than_we_do_refuses_the_file(monkeypatch):
    monkeypatch.setattr(Clamd, "most", 1000)
    assert refusal(bytes(2000)) == "scanner_silent"


class Hangup(socketserver.StreamRequestHandler):
    """Ends the line without a word."""

    def handle(self) -> None:
        self.rfile.read(1)


def test_a_scanner_that_ends_the_line_refuses_the_file(settings):
    with serving(socketserver.ThreadingTCPServer(("127.0.0.1", 0), Hangup)) as place:
        settings.CLAMD = f"tcp://{place[0]}:{place[1]}"
        assert refusal(PDF) == "scanner_silent"


@pytest.mark.django_db
@pytest.mark.usefixtures("clamd")
def test_evidence_is_kept_only_after_the_scanner_saw_it_as_it_was_sent():
    draft = make_assessment()
    make_evidence(draft)
    with pytest.raises(SurveyError) as caught:
        make_evidence(draft, content=PDF + EICAR)
    assert caught.value.code == "file_infected"
    assert Evidence.objects.count() == 1
