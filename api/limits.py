"""How often a program may ask: so many times a minute with one token, over all processes."""

from dataclasses import dataclass
from datetime import datetime

from django.http import HttpResponse

from accounts.ratelimit import turns

MOST, SECONDS = 300, 60
# Of one place, with tokens that open nothing.
MOST_WRONG = 60


@dataclass(frozen=True)
class Allowance:
    left: int
    seconds: int  # until it is full again

    @property
    def is_spent(self) -> bool:
        return self.left < 0

    def tell(self, response: HttpResponse) -> None:
        """As the draft of the IETF has it (draft-ietf-httpapi-ratelimit-headers)."""
        response.headers["RateLimit-Policy"] = f'"token";q={MOST};w={SECONDS}'
        response.headers["RateLimit"] = (
            f'"token";r={max(0, self.left)};t={self.seconds}'
        )
        if self.is_spent:
            response.headers["Retry-After"] = str(self.seconds)


def take(token_id: int, now: datetime) -> Allowance:
    """Count this request."""
    # Whole minutes of the clock: all processes count in the same one without asking
    # each other.
    window, begun = divmod(int(now.timestamp()), SECONDS)
    count = turns("api", f"{token_id} {window}", seconds=SECONDS)
    return Allowance(MOST - count, SECONDS - begun)
