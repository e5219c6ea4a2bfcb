from dataclasses import dataclass
from datetime import timedelta


@dataclass(frozen=True)
class Policy:
    """tries: how often it is begun until it has failed. lease: how long a worker is given up
    to say that it is alive. in_one: effects and end are one transaction, so it has to be short."""

    tries: int
    lease: timedelta
    in_one: bool
