import pytest
from django.core.cache import cache

from associations.models import AssistedRound
from tests.associations.assisted.steps import OWNER, ask, begin
from tests.builders import make_answers, make_index_version
from tests.members import make_member


@pytest.fixture(autouse=True)
def no_turns_counted():
    cache.clear()


@pytest.fixture
def member(staff):
    make_index_version()
    return make_member(staff.organisation, name="Quán phở Hòa Bình", email=OWNER)


@pytest.fixture
def officer(staff):
    staff.user.full_name = "Lan Trần"
    staff.user.save()
    return staff


@pytest.fixture
def assisted(officer, member) -> AssistedRound:
    begin(officer, member)
    return AssistedRound.objects.get()


@pytest.fixture
def asked(officer, assisted, mailoutbox) -> str:
    """Everything typed and the owner asked; the letter."""
    make_answers(assisted.assessment)
    ask(officer, assisted)
    assisted.refresh_from_db()
    (letter,) = mailoutbox
    return letter.body
