"""Whom a campaign is aimed at, in words: its form and its page say it alike."""

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import ngettext

from associations.models import Campaign, Member, MemberImport
from language.formats import grouped
from language.texts import in_language
from registry.areas import area
from registry.sector_names import SECTORS

SIZES = dict(Member.Size.choices)


def import_words(table: MemberImport, count: int) -> str:
    """count: of its members that would be invited now."""
    words = ngettext(
        "%(number)s member, %(when)s",
        "%(number)s members, %(when)s",
        count,
    )
    return words % {"number": grouped(count), "when": when_sent(table)}


def when_sent(table: MemberImport) -> str:
    moment = timezone.localtime(table.sent_at)
    return date_format(moment, "SHORT_DATETIME_FORMAT")


def narrowed_to(campaign: Campaign) -> str:
    """Which members of all it invites; empty where that is all, or is not known any more."""
    if campaign.target == Campaign.Target.IMPORTED:
        return when_sent(campaign.table) if campaign.table else ""
    chosen = campaign.chosen
    unit = area(chosen.get("area", ""))
    words = (
        SECTORS.get(chosen.get("sector"), ""),
        SIZES.get(chosen.get("size"), ""),
        in_language(unit.name) if unit else "",
    )
    return "; ".join(str(word) for word in words if word)
