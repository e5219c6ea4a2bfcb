"""How often something is tried, and how long it waits in between. Pure."""

from dataclasses import dataclass
from datetime import timedelta

MOST_DOUBLED = (
    20  # twelve days of a second each; beyond what a timedelta can hold it is an error
)


@dataclass(frozen=True)
class Policy:
    """tries: how often it is begun until it has failed. lease: how long a worker is given up
    to say that it is alive. in_one: effects and end are one transaction, so it has to be short."""

    tries: int
    lease: timedelta
    in_one: bool


def doubled(first: timedelta, tries: int, longest: timedelta) -> timedelta:
    """Twice as long after each try: what is broken is left in peace."""
    if tries < 1:
        return timedelta(0)
    times = min(tries - 1, MOST_DOUBLED)
    return min(first * 2**times, longest)
