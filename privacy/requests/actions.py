"""What the responsible person can do about a request, as buttons of its page."""

from collections.abc import Callable
from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from privacy.models import PersonRequest
from privacy.requests import services


@dataclass(frozen=True)
class Action:
    """words: how `run` takes what the person is told; "" where it takes none.

    has_choices: `run` is told what becomes of enterprises that have no other owner.
    """

    run: Callable[..., PersonRequest]
    button: str
    done: str
    words: str = ""
    hint: str = ""
    needs_tick: bool = False
    has_choices: bool = False


ACTIONS = {
    "acknowledge": Action(
        services.acknowledge,
        button=_("Acknowledge"),
        done=_("Acknowledged; the person is told."),
    ),
    "finish": Action(
        services.finish,
        button=_("It is done"),
        done=_("Closed as done; the person is told."),
        words="words",
        hint=_("What was done, as the person is told"),
    ),
    "extend": Action(
        services.extend,
        button=_("Extend the term once"),
        done=_("Extended; the person is told why."),
        words="reason",
        hint=_("Why it takes longer, as the person is told"),
    ),
    "refuse": Action(
        services.refuse,
        button=_("Refuse"),
        done=_("Refused; the person is told why."),
        words="reason",
        hint=_("Why not, as the person is told"),
    ),
    "erase": Action(
        services.erase_by_request,
        button=_("Delete all that names the person"),
        done=_("Deleted and closed; a last letter says so."),
        words="words",
        hint=_("What was deleted, as the person is told"),
        needs_tick=True,
        has_choices=True,
    ),
}


def actions_for(request: PersonRequest) -> dict[str, Action]:
    """What can be done now, by name."""
    if not request.is_open:
        return {}
    possible = dict(ACTIONS)
    if request.acknowledged_at:
        del possible["acknowledge"]
    if request.extended_at:
        del possible["extend"]
    # Whoever asked to see their data must not lose it by a slip of an administrator.
    if request.kind != PersonRequest.Kind.DELETE:
        del possible["erase"]
    return possible
