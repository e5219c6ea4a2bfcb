from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone, translation

from accounts.demo import DEMO_ACCOUNTS, DEMO_PASSWORD
from assessment.demo.load import DemoError, Loaded, load_demo
from assessment.demo.providers.leads import FATES


class Command(BaseCommand):
    help = (
        "Fill the site with invented enterprises, associations, providers and one "
        "sign-in for each role."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--enterprises",
            type=int,
            default=300,
            help="how many (300 unless told otherwise)",
        )

    def handle(self, *, enterprises: int, **options) -> None:
        if not settings.DEBUG:
            # Its password stands in the source for everybody to read.
            raise CommandError(
                "The demo's password is public: only with DEBUG=1, on a site for trying."
            )
        try:
            loaded = load_demo(
                now=timezone.now(),
                enterprises=enterprises,
                requests=max(len(FATES), round(enterprises * 2 / 15)),
            )
        except DemoError as error:
            raise CommandError(str(error)) from error
        for line in _summary(loaded):
            self.stdout.write(line)
        with translation.override("en"):
            for account in DEMO_ACCOUNTS:
                self.stdout.write(f"  {account.email:28} {account.who}")
        self.stdout.write(f"  password: {DEMO_PASSWORD}")


def _summary(loaded: Loaded | None) -> list[str]:
    if loaded is None:
        return ["The demo is there already; nothing changed."]
    levels = [f"{count} at {level}" for level, count in sorted(loaded.levels.items())]
    requests = [f"{count} {state}" for state, count in sorted(loaded.requests.items())]
    return [
        "The demo is loaded. All of it is invented:",
        f"  {loaded.enterprises} enterprises with {loaded.results} results "
        f"and {loaded.drafts} drafts",
        f"  newest results by level: {', '.join(levels)}",
        f"  {loaded.associations} associations that were given {loaded.consents} consents",
        f"  {loaded.providers} providers with {loaded.solutions} solutions; "
        f"requests: {', '.join(requests)}",
        "Sign in as:",
    ]
