"""To whom a consent may be given, and what it may name, by its purpose."""

from accounts.access.scopes import Item, Scope, scope_of_items
from accounts.errors import AccountError
from accounts.models import Consent, Organisation

GRANTEE_KIND = {
    Consent.Purpose.FOLLOW: Organisation.Kind.ASSOCIATION,
    Consent.Purpose.CONTACT: Organisation.Kind.PROVIDER,
    Consent.Purpose.CAMPAIGN: Organisation.Kind.ASSOCIATION,
    Consent.Purpose.CHANGE: Organisation.Kind.PROVIDER,
    Consent.Purpose.COUNT: Organisation.Kind.AGENCY,
    Consent.Purpose.LEADS: Organisation.Kind.ASSOCIATION,
}
ITEMS = {
    Consent.Purpose.FOLLOW: {
        Item.AGGREGATE,
        Item.GRADE,
        Item.PILLARS,
        Item.ANSWERS,
        Item.ROADMAP,
        Item.EVIDENCE,
        Item.CONTACT,
    },
    Consent.Purpose.CONTACT: {
        Item.AGGREGATE,
        Item.PILLARS,
        Item.NAMED_ANSWERS,
        Item.NAMED_STEPS,
        Item.CONTACT,
        Item.MESSAGES,
    },
    Consent.Purpose.CAMPAIGN: {Item.PROGRESS},
    Consent.Purpose.CHANGE: {Item.CHANGE},
    Consent.Purpose.COUNT: {Item.COUNTED},
    Consent.Purpose.LEADS: {Item.COURSE},
}


def check_consent(
    enterprise: Organisation,
    grantee: Organisation,
    purpose: str,
    items: list[str],
    text_version: str,
) -> None:
    """Raises AccountError: wrong_kind_of_organisation, unknown_items, wording_missing."""
    purpose = Consent.Purpose(purpose)
    if enterprise.kind != Organisation.Kind.ENTERPRISE:
        raise AccountError("wrong_kind_of_organisation")
    if grantee.kind != GRANTEE_KIND[purpose]:
        raise AccountError("wrong_kind_of_organisation")
    # Of a member whom one may write to, an association sees at least how it stands.
    is_bare = scope_of_items(items) is Scope.NOTHING
    if purpose == Consent.Purpose.FOLLOW and is_bare:
        raise AccountError("unknown_items", items=items)
    if not items or set(items) - ITEMS[purpose]:
        raise AccountError("unknown_items", items=items)
    if not text_version:
        raise AccountError("wording_missing")
