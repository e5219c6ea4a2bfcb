"""All models of associations, for Django and for everybody else."""

from associations.models.allocations import AllocatedFirm, Allocation
from associations.models.assisted import AssistedRound
from associations.models.belonging import Affiliation, AssociationProfile
from associations.models.campaigns import Campaign, Invitation
from associations.models.city import CityFigures
from associations.models.exports import Export
from associations.models.followups import Call, FollowUp
from associations.models.imports import ImportRow, MemberImport
from associations.models.members import Member
from associations.models.reviews import (
    Assignment,
    Finding,
    PeriodLock,
    Review,
    ReviewedResult,
)

__all__ = [
    "Affiliation",
    "AllocatedFirm",
    "Allocation",
    "Assignment",
    "AssistedRound",
    "AssociationProfile",
    "Call",
    "Campaign",
    "CityFigures",
    "Export",
    "Finding",
    "FollowUp",
    "ImportRow",
    "Invitation",
    "Member",
    "MemberImport",
    "PeriodLock",
    "Review",
    "ReviewedResult",
]
