"""All models of people and organisations, for Django and for everybody else."""

from accounts.models.letters import BadAddress, Letter, LetterStop
from accounts.models.log import AuditEvent, AuditHead, Posting
from accounts.models.people import (
    ROLES_OF,
    Confirmation,
    Consent,
    Membership,
    Organisation,
    User,
    UserManager,
)
from accounts.models.programs import ApiAnswer, ApiToken
from accounts.models.staff import StaffInvitation

__all__ = [
    "ROLES_OF",
    "ApiAnswer",
    "ApiToken",
    "AuditEvent",
    "AuditHead",
    "BadAddress",
    "Confirmation",
    "Consent",
    "Letter",
    "LetterStop",
    "Membership",
    "Organisation",
    "Posting",
    "StaffInvitation",
    "User",
    "UserManager",
]
