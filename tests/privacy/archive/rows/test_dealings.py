"""What somebody agreed to, as the copy of all that is kept tells it."""

import pytest

from accounts.access.scopes import Scope
from accounts.services import EVERY_ROUND
from associations.consents.services import share_results
from associations.consents.texts import CURRENT
from privacy.archive.rows.dealings import consents
from privacy.persons.queries import person_of_account
from tests.builders import NOW
from tests.personas import make_owner, make_staff

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("round_key", "told"),
    [(("small", 2), ("small", 2)), (EVERY_ROUND, ("", None))],
)
def test_a_consent_to_one_round_names_it(round_key, told):
    owner, staff = make_owner(), make_staff()
    share_results(
        enterprise=owner.organisation,
        association=staff.organisation,
        scope=Scope.PILLARS,
        text_version=CURRENT.id,
        by=owner.user,
        now=NOW,
        round_key=round_key,
    )
    (row,) = consents(person_of_account(owner.user))
    assert (row["index"], row["round"]) == told
