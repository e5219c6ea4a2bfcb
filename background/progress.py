"""How far a piece of work has come, as a page says it to whoever waits for it."""

from dataclasses import dataclass

from background.models import Run, State
from language.formats import number, with_percent

STEPS = 10  # a screen reader is told at each of these, not at each part


@dataclass(frozen=True)
class Progress:
    """page: the address of the page it stands on, to which its buttons lead back."""

    run: Run
    page: str

    @property
    def is_known(self) -> bool:
        """Whether it has said how much there is to do."""
        return self.run.total > 0

    @property
    def percent(self) -> int:
        if not self.is_known:
            return 0
        return min(100 * self.run.done // self.run.total, 100)

    @property
    def done(self) -> str:
        return number(self.run.done)

    @property
    def total(self) -> str:
        return number(self.run.total)

    @property
    def percent_done(self) -> str:
        return with_percent(number(self.percent))

    @property
    def step(self) -> str:
        """While it stays the same there is nothing new to be said aloud."""
        told = self.percent * STEPS // 100
        return f"{self.situation}-{told}-{self.run.tries}"

    @property
    def situation(self) -> str:
        if self.run.is_over:
            return self.run.state
        if self.run.is_unwanted:
            return "stopping"
        if self.run.state == State.WAITING and self.run.tries:
            return "again"
        return self.run.state
