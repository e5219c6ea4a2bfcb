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

__all__ = [
    "ROLES_OF",
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
    "User",
    "UserManager",
]
