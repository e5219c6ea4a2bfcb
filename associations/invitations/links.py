"""The secrets of personal links, and which of them a browser has opened.

A secret is made anew whenever a letter is written, from the key of the site, the invitation and
how often its address changed: nothing is kept but its hash, and all letters to one address bear
the same link.
"""

import base64

from django.http import HttpRequest
from django.utils.crypto import salted_hmac

from accounts.held import stay
from accounts.outbox.addresses import mark_of
from accounts.tokens import token_hash
from associations.models import Invitation

# In the session: public ids of invitations opened here, each with the turn of its secret.
OPENED = "opened_campaign_links"
SALT = "associations.invitations.links"
BYTES = 24


def token_of(public_id: object, turn: int) -> str:
    digest = salted_hmac(SALT, f"{public_id}:{turn}", algorithm="sha256").digest()
    return base64.urlsafe_b64encode(digest[:BYTES]).decode()


def hash_of(public_id: object, turn: int) -> str:
    return token_hash(token_of(public_id, turn))


def hash_of_address(email: str) -> str:
    """Only compared: whether a letter goes where the one before went."""
    return mark_of(email, SALT)


def is_over(invitation: Invitation) -> bool:
    """Whether the association knows another address by now than the link was sent to."""
    member = invitation.member
    if member is None or not invitation.sent_to:
        return False
    return invitation.sent_to != hash_of_address(member.email)


def remember_opening(request: HttpRequest, invitation: Invitation) -> None:
    opened = request.session.get(OPENED, {})
    opened[str(invitation.public_id)] = invitation.turn
    request.session[OPENED] = opened
    stay(request)


def opened_turn(request: HttpRequest, invitation: Invitation) -> int | None:
    """By which of its secrets this browser opened it, if any."""
    return request.session.get(OPENED, {}).get(str(invitation.public_id))
