"""How far a long command has come, on standard error: done of how many, how fast, how long still."""

import time
from typing import TextIO

EVERY = 0.5  # seconds between two lines on a terminal
EVERY_IN_LOGS = 10.0


class Pace:
    def __init__(self, name: str, total: int, stream: TextIO) -> None:
        self.name, self.total, self.stream = name, total, stream
        self.done = 0
        self.begun = self.told = time.monotonic()
        self.on_terminal = bool(getattr(stream, "isatty", lambda: False)())

    def add(self, count: int) -> None:
        self.done += count
        now = time.monotonic()
        if now - self.told >= (EVERY if self.on_terminal else EVERY_IN_LOGS):
            self.told = now
            self._tell()

    def finish(self) -> None:
        self._tell()
        if self.on_terminal:
            self.stream.write("\n")

    def line(self) -> str:
        rate = self.done / max(time.monotonic() - self.begun, 1e-6)
        left = (self.total - self.done) / rate if rate else 0
        share = 100 * self.done // self.total if self.total else 100
        done = f"{self.done:,} of {self.total:,} ({share} %)"
        return f"{self.name}: {done}, {rate:,.0f} a second, {_short(left)} remaining"

    def _tell(self) -> None:
        """On a terminal over the line before; in logs below it."""
        self.stream.write(
            f"\r{self.line()}   " if self.on_terminal else f"{self.line()}\n"
        )
        self.stream.flush()


def _short(seconds: float) -> str:
    minutes, rest = divmod(round(seconds), 60)
    return f"{minutes} min {rest:02} s" if minutes else f"{rest} s"
