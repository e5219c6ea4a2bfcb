"""How the shop of the demo works and what its owner wants: told but for one thing."""

from datetime import datetime

from accounts.models import User
from survey.models import Result
from survey.ways.services import choose_wants, tell_ways

# Whether they work in shifts nobody has said: the roadmap asks beside the step.
OF_SHOP = {"counter": True, "online": True, "branches": False}
WANTED = ["sell", "know"]


def tell(*, result: Result, owner: User, now: datetime) -> None:
    assessment = result.assessment
    tell_ways(assessment=assessment, ways=OF_SHOP, by=owner, now=now)
    choose_wants(assessment=assessment, wants=WANTED, by=owner, now=now)
