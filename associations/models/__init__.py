"""All models of associations, for Django and for everybody else."""

from associations.models.belonging import Affiliation, AssociationProfile
from associations.models.members import Member

__all__ = [
    "Affiliation",
    "AssociationProfile",
    "Member",
]
