"""How a visitor is turned away.

Raised by `accounts.access`, answered by the frame.
"""

from django.core.exceptions import PermissionDenied
from django.http import Http404

from accounts.models import Organisation


class KeepFirstError(PermissionDenied):
    """This browser holds the enterprise, but what is wanted takes an account to answer for it."""

    def __init__(self, enterprise: Organisation) -> None:
        super().__init__()
        self.enterprise = enterprise


class BeingTypedError(PermissionDenied):
    """Others are typing it for its owner, who says first whether to go on with it."""

    def __init__(self, public_id: object) -> None:
        super().__init__()
        self.public_id = public_id


class HiddenError(Http404):
    """It is there, but not for this visitor, who is told nothing of it. The log is."""

    def __init__(self, organisation: Organisation) -> None:
        super().__init__()
        self.organisation = organisation


class WithdrawnError(HiddenError):
    """An association of this visitor was allowed to see it, and is no longer."""


class SignInFirstError(Http404):
    """This browser began an enterprise that is in an account now: nobody is signed in."""
