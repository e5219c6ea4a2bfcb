"""The line to the mail server, with an end: EMAIL_TIMEOUT is that of each word, not of all.

A server that says a letter of a word now and then would hold up all letters that wait, unseen.
"""

import smtplib
import socket
from contextlib import suppress
from threading import Timer

from django.core.mail.backends.smtp import EmailBackend as SmtpBackend

# A letter takes seven words of the server, most of them at once.
WORDS = 6
NEVER = 600.0  # seconds, where no time is set for a word


class _Ended:
    """Hangs up after a while, whatever is being said."""

    _end: Timer | None = None

    def end_after(self, line: socket.socket, seconds: float | None) -> None:
        # A line of its own to the same end: TLS takes the other one over.
        end = Timer(seconds * WORDS if seconds else NEVER, _hang_up, [line.dup()])
        end.daemon = True
        end.start()
        self._end = end

    def close(self) -> None:
        if self._end:
            self._end.cancel()
            self._end.args[0].close()
            self._end = None
        super().close()


class Line(_Ended, smtplib.SMTP):
    def _get_socket(self, host: str, port: int, timeout: float | None) -> socket.socket:
        line = super()._get_socket(host, port, timeout)
        self.end_after(line, timeout)
        return line


class LineOfTls(_Ended, smtplib.SMTP_SSL):
    def _get_socket(self, host: str, port: int, timeout: float | None) -> socket.socket:
        line = smtplib.SMTP._get_socket(self, host, port, timeout)
        self.end_after(line, timeout)
        try:
            return self.context.wrap_socket(line, server_hostname=self._host)
        except OSError:
            self.close()
            raise


def _hang_up(line: socket.socket) -> None:
    with line, suppress(OSError):  # it has ended by itself
        line.shutdown(socket.SHUT_RDWR)


class EmailBackend(SmtpBackend):
    @property
    def connection_class(self) -> type[smtplib.SMTP]:
        return LineOfTls if self.use_ssl else Line
