"""`manage.py make_administrator EMAIL`: the first one, who needs no letter to sign in."""

from argparse import ArgumentParser
from getpass import getpass

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.core.validators import validate_email
from django.utils import timezone

from accounts.services import make_administrator
from language.cleaning import plain


class Command(BaseCommand):
    help = "Make an account an administrator, or make an account for one"

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("email")

    def handle(self, *args, email: str, **options) -> None:
        address = plain(email).lower()
        password = getpass("Password: ")
        try:
            validate_email(address)
            validate_password(password)
        except ValidationError as error:
            raise CommandError(" ".join(error.messages)) from None
        if getpass("Password again: ") != password:
            raise CommandError("The two passwords are not the same.")
        make_administrator(email=address, password=password, now=timezone.now())
        self.stdout.write(f"{address} can sign in at /quan-tri/.")
