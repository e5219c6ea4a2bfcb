"""How a round that was typed for a member stands, in words and by the clock."""

from datetime import timedelta

import pytest
from django.utils.translation import override

from accounts.models import Organisation, User
from associations.assisted.wording import PROBLEMS, TO_OWNERS, standing, typed_by
from associations.models import AssistedRound, Member
from associations.models.assisted import KEPT_FOR
from survey.models import Assessment
from tests.builders import NOW

SECOND = timedelta(seconds=1)
ASSOCIATION = Organisation(name="Hội May")
Way, Proof = AssistedRound.Way, AssistedRound.Proof


def a_round(
    state: str = "draft", is_typed: bool = True, gone: bool = False, **fields
) -> AssistedRound:
    assessment = Assessment(state=state, is_being_typed=is_typed)
    assessment.organisation = Organisation(name="Xưởng Sông Quê")
    return AssistedRound(
        association=ASSOCIATION,
        assessment=None if gone else assessment,
        way=Way.values[0],
        begun_at=NOW,
        **fields,
    )


BEING_TYPED = a_round()
WAITS = a_round(asked_at=NOW)
TAKEN_UP = a_round(is_typed=False, taken_up_at=NOW)
REFUSED = a_round(gone=True, refused_at=NOW)
GONE = a_round(gone=True)
SENT = a_round("submitted", is_typed=False)
CONFIRMED = a_round("submitted", is_typed=False, confirmed_at=NOW, proof=Proof.LINK)


@pytest.mark.parametrize(
    ("assisted", "text"),
    [
        (BEING_TYPED, "Being typed."),
        (WAITS, "Waits for the owner."),
        (TAKEN_UP, "The owner goes on with it alone; you no longer see the answers."),
        (REFUSED, "Refused by the owner; what was typed is deleted."),
        (GONE, "What was typed is no longer here."),
        (SENT, "Sent by the enterprise itself"),
    ],
)
def test_how_far_it_is_is_one_sentence(assisted, text):
    with override("en"):
        assert standing(assisted) == text
    with override("vi"):
        assert standing(assisted) not in ("", text)


@pytest.mark.parametrize("proof", Proof)
def test_confirmed_it_says_when_and_how(proof):
    confirmed = a_round("submitted", is_typed=False, confirmed_at=NOW, proof=proof)
    with override("en"):
        text = standing(confirmed)
        assert text.startswith("Confirmed by the owner on ")
        assert str(Proof(proof).label) in text


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        (User(full_name="Trần Văn Ba"), "Trần Văn Ba"),
        (User(full_name="", email="ba@hoi.example"), ""),
        (None, ""),
    ],
)
@pytest.mark.parametrize("language", ["vi", "en"])
def test_who_typed_it_is_named_and_never_by_an_address(typed, name, language):
    with override(language):
        text = typed_by(a_round(typed_by=typed))
    assert "Hội May" in text
    assert name in text
    assert "@" not in text
    assert "  " not in text


@pytest.mark.parametrize("way", Way)
def test_how_it_was_asked_for_is_said_in_both_languages(way):
    said = set()
    for language in ("vi", "en"):
        with override(language):
            said.add(str(Way(way).label))
    assert len(said) == 2


@pytest.mark.parametrize("words", [PROBLEMS, TO_OWNERS], ids=["staff", "owners"])
def test_each_problem_is_said_in_both_languages(words):
    for code, text in words.items():
        with override("en"):
            english = str(text)
        with override("vi"):
            assert str(text) not in ("", english), code


@pytest.mark.parametrize(
    ("assisted", "is_open", "is_confirmed"),
    [
        (BEING_TYPED, True, False),
        (WAITS, True, False),
        (TAKEN_UP, False, False),
        (REFUSED, False, False),
        (GONE, False, False),
        (SENT, False, True),
        (CONFIRMED, False, True),
    ],
)
def test_only_what_is_being_typed_is_open(assisted, is_open, is_confirmed):
    assert (assisted.is_open, assisted.is_confirmed) == (is_open, is_confirmed)


@pytest.mark.parametrize(
    ("until", "now", "takes"),
    [
        (None, NOW, False),
        (NOW + SECOND, NOW, True),
        (NOW, NOW, False),
        (NOW - SECOND, NOW, False),
    ],
)
def test_a_code_is_taken_until_its_moment(until, now, takes):
    assert a_round(code_until=until).takes_code_at(now) is takes


ASKED = {"asked_at": NOW, "token_hash": "dau"}


@pytest.mark.parametrize(
    ("assisted", "now", "leads"),
    [
        (a_round(**ASKED), NOW, True),
        (a_round(**ASKED), NOW + KEPT_FOR - SECOND, True),
        (a_round(**ASKED), NOW + KEPT_FOR, False),
        (a_round(asked_at=NOW), NOW, False),
        (a_round(token_hash="dau"), NOW, False),
        (a_round(gone=True, **ASKED), NOW, False),
        (a_round(is_typed=False, **ASKED), NOW, False),
        (a_round("submitted", False, proof=Proof.CODE, **ASKED), NOW, True),
        (a_round("submitted", False, proof=Proof.LINK, **ASKED), NOW, False),
    ],
)
def test_a_link_leads_to_what_is_to_decide_or_what_a_code_confirmed(
    assisted, now, leads
):
    assert assisted.leads_at(now) is leads


@pytest.mark.parametrize(
    ("member", "gone", "name"),
    [
        (Member(name="Sông Quê"), False, "Sông Quê"),
        (None, False, "Xưởng Sông Quê"),
        (None, True, ""),
        (Member(name="Sông Quê"), True, "Sông Quê"),
    ],
)
def test_it_is_called_as_the_association_knows_it(member, gone, name):
    assert a_round(member=member, gone=gone).name == name


def test_where_its_owner_says_nothing_it_is_kept_so_long():
    assert BEING_TYPED.deleted_on == NOW + KEPT_FOR
