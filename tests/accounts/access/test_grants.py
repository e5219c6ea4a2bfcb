"""To whom a consent may be given and what it may name: each purpose has a row here."""

from itertools import chain, combinations

import pytest

from accounts.access.grants import GRANTEE_KIND, ITEMS, check_consent
from accounts.access.scopes import Item, Scope, scope_of_items
from accounts.errors import AccountError
from accounts.models import Consent, Organisation

Purpose, Kind = Consent.Purpose, Organisation.Kind
ENTERPRISE = Organisation(kind=Kind.ENTERPRISE)
# One that is enough by itself, for each purpose.
ENOUGH = {
    Purpose.FOLLOW: Item.AGGREGATE,
    Purpose.CONTACT: Item.CONTACT,
    Purpose.CAMPAIGN: Item.PROGRESS,
    Purpose.CHANGE: Item.CHANGE,
    Purpose.COUNT: Item.COUNTED,
    Purpose.LEADS: Item.COURSE,
}
# By purpose, in the order of the items below: x may be named, . may not.
NAMED = {
    #                  agg grade pil ans road evid cont mess course named steps chg cnt prog
    Purpose.FOLLOW: "   x   x    x   x   x    x    x    .    .      .     .     .   .   .",
    Purpose.CONTACT: "  x   .    x   .   .    .    x    x    .      x     x     .   .   .",
    Purpose.CAMPAIGN: " .   .    .   .   .    .    .    .    .      .     .     .   .   x",
    Purpose.CHANGE: "   .   .    .   .   .    .    .    .    .      .     .     x   .   .",
    Purpose.COUNT: "    .   .    .   .   .    .    .    .    .      .     .     .   x   .",
    Purpose.LEADS: "    .   .    .   .   .    .    .    .    x      .     .     .   .   .",
}
COLUMNS = (
    Item.AGGREGATE,
    Item.GRADE,
    Item.PILLARS,
    Item.ANSWERS,
    Item.ROADMAP,
    Item.EVIDENCE,
    Item.CONTACT,
    Item.MESSAGES,
    Item.COURSE,
    Item.NAMED_ANSWERS,
    Item.NAMED_STEPS,
    Item.CHANGE,
    Item.COUNTED,
    Item.PROGRESS,
)


def refused(
    purpose: str,
    items: list[str],
    kind: str | None = None,
    enterprise: Organisation = ENTERPRISE,
    text_version: str = "share-3-2026-11",
) -> str:
    """By which code; nothing where it may be given."""
    grantee = Organisation(kind=kind or GRANTEE_KIND[purpose])
    try:
        check_consent(enterprise, grantee, purpose, items, text_version)
    except AccountError as error:
        return error.code
    return ""


def test_every_purpose_and_every_item_stands_in_the_table():
    assert set(NAMED) == set(Purpose) == set(ENOUGH) == set(GRANTEE_KIND) == set(ITEMS)
    assert set(COLUMNS) == set(Item)
    assert len(set(COLUMNS)) == len(COLUMNS)


@pytest.mark.parametrize("item", COLUMNS)
@pytest.mark.parametrize("purpose", Purpose)
def test_an_item_is_named_where_the_table_says_so_and_nowhere_else(purpose, item):
    may_be = NAMED[purpose].split()[COLUMNS.index(item)] == "x"
    code = refused(purpose, [ENOUGH[purpose], item])
    assert code == ("" if may_be else "unknown_items")


@pytest.mark.parametrize("kind", Kind)
@pytest.mark.parametrize(
    ("purpose", "to"),
    [
        (Purpose.FOLLOW, Kind.ASSOCIATION),
        (Purpose.CONTACT, Kind.PROVIDER),
        (Purpose.CAMPAIGN, Kind.ASSOCIATION),
        (Purpose.CHANGE, Kind.PROVIDER),
        (Purpose.COUNT, Kind.AGENCY),
        (Purpose.LEADS, Kind.ASSOCIATION),
    ],
)
def test_it_is_given_to_one_kind_of_organisation_alone(purpose, to, kind):
    code = refused(purpose, [ENOUGH[purpose]], kind)
    assert code == ("" if kind == to else "wrong_kind_of_organisation")


@pytest.mark.parametrize("kind", sorted(set(Kind) - {Kind.ENTERPRISE}))
@pytest.mark.parametrize("purpose", Purpose)
def test_nobody_but_an_enterprise_gives_one(purpose, kind):
    giver = Organisation(kind=kind)
    code = refused(purpose, [ENOUGH[purpose]], enterprise=giver)
    assert code == "wrong_kind_of_organisation"


@pytest.mark.parametrize("purpose", Purpose)
def test_nothing_named_is_no_consent(purpose):
    assert refused(purpose, []) == "unknown_items"


@pytest.mark.parametrize("purpose", Purpose)
def test_words_of_ours_that_do_not_exist_are_none(purpose):
    assert refused(purpose, [ENOUGH[purpose], "everything"]) == "unknown_items"


@pytest.mark.parametrize("purpose", Purpose)
def test_without_the_wording_that_was_read_there_is_no_consent(purpose):
    assert refused(purpose, [ENOUGH[purpose]], text_version="") == "wording_missing"


BARE = (Item.GRADE, Item.ROADMAP, Item.CONTACT)


@pytest.mark.parametrize(
    "items", [*chain.from_iterable(combinations(BARE, count) for count in (1, 2, 3))]
)
def test_an_association_sees_how_a_member_stands_or_nothing_at_all(items):
    assert refused(Purpose.FOLLOW, list(items)) == "unknown_items"
    assert refused(Purpose.FOLLOW, [Item.AGGREGATE, *items]) == ""


@pytest.mark.parametrize(
    ("items", "scope"),
    [
        ([], Scope.NOTHING),
        ([Item.GRADE], Scope.NOTHING),
        ([Item.CONTACT, Item.MESSAGES, Item.COURSE], Scope.NOTHING),
        ([Item.COUNTED], Scope.NOTHING),
        ([Item.NAMED_ANSWERS, Item.NAMED_STEPS], Scope.NOTHING),
        ([Item.AGGREGATE], Scope.AGGREGATE),
        ([Item.AGGREGATE, Item.PILLARS], Scope.PILLARS),
        ([Item.PILLARS], Scope.PILLARS),
        ([Item.ANSWERS, Item.AGGREGATE], Scope.ANSWERS),
        ([Item.EVIDENCE, Item.ROADMAP], Scope.EVIDENCE),
        (["everything"], Scope.NOTHING),
    ],
)
def test_the_widest_item_says_how_much_is_seen(items, scope):
    assert scope_of_items(items) is scope


def test_no_item_makes_a_grantee_an_owner():
    assert all(scope_of_items([item]) < Scope.OWN for item in Item)
