"""How a member stands with its association: one of these, the first that is true."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import pgettext_lazy

BELONGS, ASKS, LEFT, DECLINED, INVITED, KNOWN = (
    "belongs",
    "asks",
    "left",
    "declined",
    "invited",
    "known",
)


@dataclass(frozen=True)
class State:
    code: str
    word: str  # in an address
    name: Promise


STATES = (
    State(BELONGS, "la-hoi-vien", pgettext_lazy("member", "belongs")),
    State(ASKS, "xin-vao", pgettext_lazy("member", "asks to join")),
    State(INVITED, "da-moi", pgettext_lazy("member", "invited")),
    State(DECLINED, "tu-choi", pgettext_lazy("member", "said no for now")),
    State(LEFT, "da-roi", pgettext_lazy("member", "left")),
    State(KNOWN, "moi-biet", pgettext_lazy("member", "known only")),
)
# Beside these: whoever has not left, and whose letters come back.
UNREACHED = State(
    "unreached", "thu-tra-lai", pgettext_lazy("member", "no letter arrives")
)
NAMES = {state.code: state.name for state in STATES}
