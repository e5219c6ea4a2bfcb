"""No published wording of a consent ever changes, and each says what it lays open."""

import hashlib
import json
from dataclasses import asdict

import pytest

from accounts.access.scopes import Item, Scope, scope_of_items
from associations.consents.texts import CURRENT, WORDINGS

PUBLISHED = {
    "share-2026-11": "972243a026ec9822",
    "share-2-2026-11": "cdea2ebf74bc9b6d",
    "share-3-2026-11": "40b44a84d4fa02a4",
    "share-4-2026-11": "e33ce46537982b78",
}


def checksum(wording) -> str:
    told = asdict(wording)
    told["scopes"] = {
        scope.name: {"name": text["name"], "seen": text["seen"]}
        for scope, text in told["scopes"].items()
    }
    # What the older ones did not ask for.
    for name in ("contact", "lasting"):
        if not told[name]:
            del told[name]
    return hashlib.sha256(
        json.dumps(told, ensure_ascii=False, sort_keys=True).encode()
    ).hexdigest()[:16]


def test_no_published_wording_has_changed():
    assert {wording.id: checksum(wording) for wording in WORDINGS.values()} == PUBLISHED


@pytest.mark.parametrize("wording", WORDINGS.values(), ids=WORDINGS)
def test_every_wording_tells_each_scope_in_both_languages(wording):
    told = {Scope.AGGREGATE, Scope.PILLARS, Scope.ANSWERS}
    assert set(wording.scopes) == (
        told if wording.id == "share-2026-11" else told | {Scope.EVIDENCE}
    )
    besides = [wording.contact] if wording.contact else []
    texts = [
        wording.agree,
        wording.rights,
        *(text for each in besides for text in (each.name, each.seen)),
        *(t for each in wording.lasting.values() for t in (each.name, each.covers)),
        *(t for scope in wording.scopes.values() for t in (scope.name, scope.seen)),
    ]
    assert all(set(text) == {"vi", "en"} and all(text.values()) for text in texts)


NAMED_BY = {
    Item.GRADE: "có minh chứng",
    Item.ROADMAP: "lộ trình",
    Item.EVIDENCE: "tệp minh chứng",
}


@pytest.mark.parametrize("wording", WORDINGS.values(), ids=WORDINGS)
def test_a_scope_lays_open_what_its_words_name_and_nothing_else(wording):
    """Each scope says "as above": its words are those of the scopes before as well."""
    words, before = "", set()
    for scope, text in wording.scopes.items():
        words += text.seen["vi"]
        assert scope_of_items(text.items) is scope
        assert before <= set(text.items)
        assert {item for item in NAMED_BY if item in text.items} == {
            item for item, named in NAMED_BY.items() if named in words
        }
        before = set(text.items)


def test_the_wording_in_force_is_published():
    assert WORDINGS[CURRENT.id] is CURRENT
