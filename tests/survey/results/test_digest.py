"""What proves a result: the checksum of all that was given."""

import hashlib
from decimal import Decimal

import pytest

from indexes.models import IndexVersion
from scoring.evaluate import ENGINE_VERSION
from survey.models import Answer, Figure
from survey.results.digest import digest_anew, input_digest
from tests.builders import NOW, make_answers, make_assessment

VERSION = IndexVersion(index_id="small", version=1, checksum="c" * 64)


@pytest.fixture
def draft():
    return make_assessment(employees=20)


def test_a_digest_made_anew_stands_for_what_the_older_one_stood_for():
    """Canonical JSON, written out here: whoever checks a result by hand can do the same."""
    text = (
        f'{{"engine":"{ENGINE_VERSION}","index":["small",1,"{"c" * 64}"],'
        '"levels":"03fe","read_anew":"d1"}'
    )
    expected = hashlib.sha256(text.encode()).hexdigest()
    assert digest_anew(VERSION, "d1", b"\x03\xfe") == expected


@pytest.mark.parametrize(
    "other",
    [
        (VERSION, "d2", b"\x03"),
        (VERSION, "d1", b"\x04"),
        (IndexVersion(index_id="small", version=2, checksum="c" * 64), "d1", b"\x03"),
        (IndexVersion(index_id="small", version=1, checksum="e" * 64), "d1", b"\x03"),
    ],
)
def test_whatever_differs_gives_another_digest(other):
    assert digest_anew(VERSION, "d1", b"\x03") != digest_anew(*other)


@pytest.mark.django_db
def test_the_digest_is_that_of_all_that_was_given_in_canonical_form(draft):
    answers = [
        Answer(
            question="2.2.1", level=1, numerator=Decimal(5), denominator=Decimal("9.5")
        ),
        Answer(question="1.1.3", text="Quán phở"),
    ]
    version = draft.index_version
    text = (
        '{"answers":{"1.1.3":["answered",null,null,null,null,"Quán phở"],'
        '"2.2.1":["answered",1,"5.00","9.50",null,""]},'
        f'"engine":"{ENGINE_VERSION}","figures":{{"employees":"20.00"}},'
        f'"index":["small",1,"{version.checksum}"]}}'
    )
    assert input_digest(draft, answers) == hashlib.sha256(text.encode()).hexdigest()


@pytest.mark.django_db
def test_the_order_of_the_answers_says_nothing(draft):
    answers = make_answers(draft)
    assert input_digest(draft, answers) == input_digest(draft, reversed(answers))


@pytest.mark.django_db
@pytest.mark.parametrize(
    "changes",
    [
        {"level": 2},
        {"numerator": Decimal(9)},
        {"denominator": Decimal(9)},
        {"count": 3},
        {"text": "x"},
        {"chosen": ["email"]},
        {"state": "not_applicable"},
        {"question": "1.1.2"},
    ],
)
def test_other_inputs_are_told_apart_though_the_levels_may_agree(draft, changes):
    one = Answer(question="1.1.1", level=3)
    other = Answer(**{"question": "1.1.1", "level": 3, **changes})
    assert input_digest(draft, [one]) != input_digest(draft, [other])


@pytest.mark.django_db
def test_what_nobody_has_confirmed_was_not_given(draft):
    copied = Answer(question="1.1.1", level=3, to_confirm=True)
    assert input_digest(draft, [copied]) == input_digest(draft, [])


@pytest.mark.django_db
def test_the_figures_and_the_industry_belong_to_what_was_given(draft):
    digests = [input_digest(draft, [])]
    Figure.objects.create(
        assessment=draft, name="revenue_quarter", value=5, changed_at=NOW
    )
    digests.append(input_digest(draft, []))
    draft.employees = 21
    digests.append(input_digest(draft, []))
    assert len(set(digests)) == 3


@pytest.mark.django_db
@pytest.mark.sql
def test_a_number_gives_the_same_digest_before_and_after_it_was_stored(draft):
    """SQLite and PostgreSQL give decimals back in forms of their own."""
    answer = Answer(
        assessment=draft, question="2.1.1", numerator=Decimal(5), changed_at=NOW
    )
    before = input_digest(draft, [answer])
    answer.save()
    assert input_digest(draft, list(draft.answers.all())) == before
