"""All models about personal data, for Django and for everybody else."""

from privacy.models.incident import Incident
from privacy.models.request import AddressLink, PersonRequest, RequestStep

__all__ = [
    "AddressLink",
    "Incident",
    "PersonRequest",
    "RequestStep",
]
