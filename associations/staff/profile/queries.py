"""Reads: associations as everybody may see them."""

from django.db.models import QuerySet

from accounts.models import Organisation
from associations.lists import associations
from associations.models import AssociationProfile
from language.texts import in_language, language
from registry.areas import area
from registry.sector_names import SECTORS


def described_associations() -> QuerySet[Organisation]:
    """Each with its profile, where it has one."""
    return associations().select_related("association")


def describe(association: Organisation) -> dict:
    """What its public page says, in the reader's language as far as it was written."""
    profile = getattr(association, "association", None)
    profile = profile or AssociationProfile(organisation=association)
    unit = area(association.area)
    return {
        "association": association,
        "profile": profile,
        "name": _name(association, profile),
        "about": in_language(profile.about),
        "offers": in_language(profile.offers).splitlines(),
        "joining": in_language(profile.joining),
        "picture_text": in_language(profile.picture_text),
        "sectors": [SECTORS[code] for code in profile.sectors if code in SECTORS],
        "area": in_language(unit.name) if unit else "",
    }


def _name(association: Organisation, profile: AssociationProfile) -> str:
    if language() == "en" and profile.name_en:
        return profile.name_en
    return association.name
