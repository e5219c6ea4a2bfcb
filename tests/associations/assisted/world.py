"""A round typed for a member, for tests that walk every address: its owner was asked."""

from dataclasses import dataclass

from django.utils import timezone

from accounts.models import Organisation, User
from accounts.tokens import token_hash
from associations.assisted.services import begin_typing
from associations.models import AssistedRound
from tests.builders import make_index_version
from tests.members import make_member

NAMES = ("state", "ask", "code", "confirm", "decide")
LINK = "dau-cua-chu-quan"


@dataclass(frozen=True)
class Assisted:
    typed: AssistedRound

    def arguments(self) -> dict[str, list]:
        """By name of the address."""
        association = self.typed.association.public_id
        own = self.typed.public_id
        first_page = self.typed.assessment.index.pages[0].slug
        found = {f"assisted_{name}": [own] for name in NAMES}
        found |= {
            "assisted": [association],
            "assisted_begin": [association, self.typed.member.public_id],
            "assisted_link": [LINK],
            "typed_for_you": [self.typed.assessment.public_id],
            "assisted_step": [own, first_page],
            "assisted_answer": [own, "1.1.1"],
        }
        return {f"associations:{name}": ids for name, ids in found.items()}


def make_assisted(association: Organisation, by: User) -> Assisted:
    profile = {"name": "Hàng cơm nhờ nhập giúp", "sector": "I", "employees": 3}
    typed = begin_typing(
        member=make_member(association, name=profile["name"], tax_code=""),
        profile=profile,
        index_version=make_index_version(),
        industry="",
        way="telephone",
        by=by,
        now=timezone.now(),
    )
    typed.token_hash, typed.asked_at = token_hash(LINK), timezone.now()
    typed.save()
    return Assisted(typed)
