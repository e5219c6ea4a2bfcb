"""All models about personal data, for Django and for everybody else."""

from privacy.models.incident import Incident
from privacy.models.notice import Notice
from privacy.models.request import AddressLink, PersonRequest, RequestStep

__all__ = [
    "AddressLink",
    "Incident",
    "Notice",
    "PersonRequest",
    "RequestStep",
]
