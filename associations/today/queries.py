"""What waits for somebody of an association: each number as the page counts it that it leads to."""

from collections.abc import Iterator

from associations.today.campaigns import CALLS, ENDING, STOPPED
from associations.today.sources import Desk, Kind, Waiting
from associations.today.vetting import (
    CHANGES,
    VETTING_TO_DECIDE,
    VETTING_TO_TAKE,
    VETTING_WITH_ME,
)
from associations.today.work import (
    APPEALS,
    ASKED_BACK,
    COMPLAINTS,
    EVIDENCE,
    LOST_INVITATIONS,
    REQUESTS,
    TO_REVIEW,
    TYPED,
    UNREACHED_MEMBERS,
)

# What people wait for first, then what runs out, then what others are to do.
KINDS: tuple[Kind, ...] = (
    REQUESTS,
    APPEALS,
    COMPLAINTS,
    TO_REVIEW,
    EVIDENCE,
    VETTING_TO_DECIDE,
    VETTING_WITH_ME,
    VETTING_TO_TAKE,
    CHANGES,
    CALLS,
    STOPPED,
    ENDING,
    UNREACHED_MEMBERS,
    LOST_INVITATIONS,
    TYPED,
    ASKED_BACK,
)


def waiting_for(desk: Desk) -> list[Waiting]:
    """What waits, in as many queries as there are kinds; what this person may not do is left out.

    Nothing is asked of kinds that are left out.
    """
    return list(_waiting(desk))


def _waiting(desk: Desk) -> Iterator[Waiting]:
    for kind in KINDS:
        if desk.may(kind.action):
            yield from kind.waiting(desk)
