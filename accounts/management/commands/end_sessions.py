"""`manage.py end_sessions EMAIL` or `--all`: whoever is signed in has to sign in again."""

from argparse import ArgumentParser

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from accounts.models import User
from accounts.sessions.services import end_sessions_of
from language.cleaning import plain


class Command(BaseCommand):
    help = "Sign one account out everywhere, or all of them"

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("email", nargs="?", default="")
        parser.add_argument("--all", action="store_true", help="every account")

    def handle(self, *args, email: str, all: bool, **options) -> None:
        if bool(email) == all:
            raise CommandError("Name one account, or say --all.")
        users = User.objects.order_by("pk")
        if email:
            users = users.filter(email__iexact=plain(email))
        if not users:
            raise CommandError(f"There is no account {email}.")
        now = timezone.now()
        count = sum(end_sessions_of(user=user, by=None, now=now) for user in users)
        self.stdout.write(
            f"{count} sessions ended." if count != 1 else "1 session ended."
        )
