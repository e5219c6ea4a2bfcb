"""A receiver on this machine, of whom nothing good need be expected."""

import socket
import ssl
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from threading import Event, Thread

PATIENCE = 5.0  # seconds; a test that takes so long has failed
Behaviour = Callable[["Call"], None]


class Call:
    """What came by one line, and the line."""

    def __init__(self, line: socket.socket, over: Event) -> None:
        self.line = line
        self.over = over
        self.head, self.body = self._read()

    def _read(self) -> tuple[list[str], bytes]:
        with self.line.makefile("rb") as file:
            head = []
            while line := file.readline().strip():
                head.append(line.decode())
            lengths = [line for line in head if line.startswith("Content-Length")]
            length = int(lengths[0].partition(":")[2]) if lengths else 0
            return head, file.read(length)

    @property
    def headers(self) -> dict[str, str]:
        pairs = [line.partition(":") for line in self.head[1:]]
        return {name.lower(): value.strip() for name, _colon, value in pairs}

    def answer(self, status: str, *lines: str, body: bytes = b"") -> None:
        head = [f"HTTP/1.1 {status}", *lines, f"Content-Length: {len(body)}", "", ""]
        self.line.sendall("\r\n".join(head).encode() + body)

    def mumble(self, word: bytes) -> None:
        """Again and again, until the other one has enough."""
        while not self.over.wait(0.01):
            self.line.sendall(word)


class Receiver:
    def __init__(self, behave: Behaviour, tls: ssl.SSLContext | None = None) -> None:
        self.behave = behave
        self.tls = tls
        self.calls: list[Call] = []
        self.over = Event()
        self._door = socket.create_server(("127.0.0.1", 0))
        self.port = self._door.getsockname()[1]
        self._thread = Thread(target=self._listen, daemon=True)
        self._thread.start()

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}/webhook"

    def _listen(self) -> None:
        while not self.over.is_set():
            try:
                line, _whence = self._door.accept()
            except OSError:
                return
            if self.over.is_set():
                line.close()
                return
            # Whoever calls hangs up when it likes.
            with suppress(OSError), closing(line):
                self._take(line)

    def _take(self, line: socket.socket) -> None:
        line.settimeout(PATIENCE)
        if self.tls:
            line = self.tls.wrap_socket(line, server_side=True)
        with closing(line):
            call = Call(line, self.over)
            self.calls.append(call)
            self.behave(call)

    def close(self) -> None:
        self.over.set()
        with suppress(OSError):
            socket.create_connection(("127.0.0.1", self.port), timeout=1).close()
        self._door.close()
        self._thread.join(PATIENCE)


@contextmanager
def receiver(
    behave: Behaviour, tls: ssl.SSLContext | None = None
) -> Iterator[Receiver]:
    listening = Receiver(behave, tls)
    try:
        yield listening
    finally:
        listening.close()


def takes_it(call: Call) -> None:
    call.answer("204 No Content")


def fails(call: Call) -> None:
    call.answer("500 Internal Server Error")


def hangs(call: Call) -> None:
    call.over.wait(PATIENCE)


def closes_after(said: bytes) -> Behaviour:
    return lambda call: call.line.sendall(said)


def mumbles(call: Call) -> None:
    call.line.sendall(b"HTTP/1.1 200 OK\r\nX-Mumble: ")
    call.mumble(b"m")


def takes_it_and_mumbles(call: Call) -> None:
    call.line.sendall(b"HTTP/1.1 200 OK\r\n\r\n")
    call.mumble(b"m")


def answers_a_gigabyte(call: Call) -> None:
    call.line.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 1000000000\r\n\r\n")
    _pour(call)


def answers_a_gigabyte_of_heads(call: Call) -> None:
    call.line.sendall(b"HTTP/1.1 200 OK\r\nX-Much: ")
    _pour(call)


def _pour(call: Call) -> None:
    for _megabyte in range(1000):
        call.line.sendall(b"m" * 1_000_000)


def redirects_to(address: str) -> Behaviour:
    def redirect(call: Call) -> None:
        call.answer("307 Temporary Redirect", f"Location: {address}")

    return redirect
