"""What happens to a campaign while nobody is looking: days pass, firms answer, a letter comes back.

In a process of its own beside the site, started once: `python -m tests.browser.moving` reads a line
of JSON for each thing that is to happen.
"""

import json
import subprocess
import sys
from contextlib import ExitStack
from datetime import datetime, timedelta
from typing import Self
from zoneinfo import ZoneInfo

from tests.browser.site import ROOT, Site
from tests.browser.visitor import PASSWORD
from tests.processes import running

CITY = ZoneInfo("Asia/Ho_Chi_Minh")
MANAGER = "quan-ly@hoi-co-khi.example"
ASSOCIATION = "Hội Cơ khí Tân Bình"


class MovedSite(Site):
    settings = "tests.browser.settings_moved"

    def __enter__(self) -> Self:
        """Its clock stands at a Monday in the morning, on which letters leave."""
        self._all = ExitStack()
        self._mover = self._all.enter_context(
            running(
                [sys.executable, "-m", "tests.browser.moving"],
                cwd=ROOT,
                env=self._environment,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                text=True,
            )
        )
        self._all.callback(self.remove)
        self.start()
        return self

    def __exit__(self, *error: object) -> None:
        self._all.close()

    def happens(self, what: str, *about: object) -> None:
        self._mover.stdin.write(json.dumps([what, *about]) + "\n")
        self._mover.stdin.flush()
        answer = self._mover.stdout.readline().strip()
        assert answer == "done", f"{what}: {answer}"

    def go_to(self, day: int, hour: int) -> None:
        """So many days after that Monday; what is looked at every few minutes is looked at."""
        self.happens("time", day, hour)


def main() -> None:
    import django  # noqa: PLC0415

    django.setup()
    for line in sys.stdin:
        what, *about = json.loads(line)
        EVENTS[what](*about)
        sys.stdout.write("done\n")
        sys.stdout.flush()


def time(day: int, hour: int) -> None:
    from django.conf import settings  # noqa: PLC0415

    from associations.campaigns.following import follow_campaigns  # noqa: PLC0415

    monday = datetime(2026, 11, 16, hour, tzinfo=CITY)
    ahead = monday + timedelta(days=day) - datetime.now(CITY)
    settings.CLOCK.write_text(str(ahead.total_seconds()))
    follow_campaigns.enqueue()


def association(*names: str) -> None:
    """With its manager, and a member of each name; the last one has no address."""
    from accounts.models import User  # noqa: PLC0415
    from tests.associations.campaigns.builders import make_member  # noqa: PLC0415
    from tests.personas import make_staff  # noqa: PLC0415

    staff = make_staff(ASSOCIATION, MANAGER)
    manager = User.objects.get(pk=staff.user.pk)
    manager.set_password(PASSWORD)
    manager.save()
    for number, name in enumerate(names):
        fields = {"email": f"{number}@hoi-vien.example", "sector": "CG"[number % 2]}
        if number == len(names) - 1:
            fields["email"] = ""
        make_member(staff.organisation, name, contact_person="Chị Lan", **fields)


def answers(name: str, share: float) -> None:
    """A member begins by its link and types up to there; whoever types all sends it."""
    from django.utils import timezone  # noqa: PLC0415

    from assessment.demo.filling_in import fill_in  # noqa: PLC0415
    from associations.models import Invitation, Member  # noqa: PLC0415
    from survey.results.services import submit  # noqa: PLC0415
    from tests.associations.campaigns.builders import start  # noqa: PLC0415

    member = Member.objects.get(name=name)
    now = timezone.now()
    assessment = start(Invitation.objects.get(member=member), now)
    fill_in(assessment=assessment, member=member, share=share, at=now)
    if share == 1:
        assessment.refresh_from_db()
        submit(assessment=assessment, by=None, now=now)


def bounces(address: str) -> None:
    from django.utils import timezone  # noqa: PLC0415

    from accounts.models import BadAddress  # noqa: PLC0415
    from accounts.outbox.addresses import mark_bad  # noqa: PLC0415

    mark_bad(address, BadAddress.Why.BOUNCED, timezone.now())


def asked(email: str, name: str) -> None:
    """A firm of this name asks whoever this person works for, and waits for the answer."""
    from django.utils import timezone  # noqa: PLC0415

    from providers.models import Provider  # noqa: PLC0415
    from tests.providers.desk.examples import ask  # noqa: PLC0415

    now = timezone.now()
    provider = Provider.objects.get(organisation__memberships__user__email=email)
    # Before all others of its day.
    ask(
        provider, name, due_on=timezone.localdate(now), asked_at=now - timedelta(days=2)
    )


def provider(slug: str) -> None:
    """Somebody who can sign in works for whoever offers this solution."""
    from allauth.account.models import EmailAddress  # noqa: PLC0415

    from accounts.models import Membership, User  # noqa: PLC0415
    from providers.models import Solution  # noqa: PLC0415

    email = f"{slug}@nhan-vien.example"
    user = User.objects.create_user(email, PASSWORD)
    EmailAddress.objects.create(user=user, email=email, verified=True, primary=True)
    Membership.objects.create(
        user=user,
        organisation=Solution.objects.get(slug=slug).provider.organisation,
        role=Membership.Role.MANAGER,
    )


def silence() -> None:
    """Nobody answers what was asked last: its clock runs out, and a worker looks."""
    from django.conf import settings  # noqa: PLC0415

    from providers.leads.clocks import follow_leads  # noqa: PLC0415
    from providers.models import Lead  # noqa: PLC0415

    due_on = Lead.objects.filter(state=Lead.State.SENT).latest("asked_at").due_on
    morning = datetime(due_on.year, due_on.month, due_on.day, 9, tzinfo=CITY)
    ahead = morning + timedelta(days=1) - datetime.now(CITY)
    settings.CLOCK.write_text(str(ahead.total_seconds()))
    follow_leads.enqueue()


EVENTS = {
    "asked": asked,
    "provider": provider,
    "silence": silence,
    "time": time,
    "association": association,
    "answers": answers,
    "bounces": bounces,
}

if __name__ == "__main__":
    main()
