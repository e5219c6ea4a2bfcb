"""`manage.py webhook_receiver`: listens on this machine and tells what comes, verified."""

from argparse import ArgumentParser

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from providers.models import WebhookEndpoint
from providers.webhooks.receiving import PORT, Watching, server_of
from providers.webhooks.secrets import opened
from providers.webhooks.sending import secrets_of


class Command(BaseCommand):
    help = "Listen on this machine for webhooks and tell what comes, to try them out"

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--port", type=int, default=PORT)
        parser.add_argument(
            "--secret",
            action="append",
            help="by which it is verified; those of webhooks that lead here if none is named",
        )
        parser.add_argument(
            "--answer", type=int, default=204, help="the status, for example 500"
        )
        parser.add_argument(
            "--wait", type=float, default=0.0, help="seconds before it answers"
        )

    def handle(
        self,
        *args,
        port: int,
        secret: list[str] | None,
        answer: int,
        wait: float,
        **options,
    ) -> None:
        if not settings.DEBUG:
            raise CommandError("This is for trying webhooks out, with DEBUG=1.")
        watching = Watching(
            secrets=lambda: secret or secrets_at(port),
            tell=self.stdout.write,
            answers=answer,
            waits=wait,
        )
        with server_of(port, watching) as server:
            place = f"http://127.0.0.1:{server.server_port}/"
            self.stdout.write(f"Listening at {place} – end it with Ctrl+C.")
            try:
                server.serve_forever()
            except KeyboardInterrupt:
                self.stdout.write("Over.")


def secrets_at(port: int) -> list[str]:
    """Of the webhooks of this site that lead to this machine and port."""
    here = [f"http://{host}:{port}/" for host in ("127.0.0.1", "localhost")]
    endpoints = WebhookEndpoint.objects.all()
    leading = [each for each in endpoints if each.address.startswith(tuple(here))]
    now = timezone.now()
    return [opened(secret) for each in leading for secret in secrets_of(each, now)]
