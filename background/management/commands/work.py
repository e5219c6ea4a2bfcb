"""`manage.py work`: a worker. It also gives back what the dead left, and asks for what is due."""

import logging
from threading import Event, Thread

from django.core.management.base import BaseCommand, CommandParser
from django.db import close_old_connections, connections
from django.utils import timezone
from django_tasks import default_task_backend

from background.schedule import enqueue_due, schedule
from background.sweeping import sweep

log = logging.getLogger(__name__)

SWEEPING = 5.0  # seconds


class Command(BaseCommand):
    help = "Do what waits in the background, until ended"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--until-empty",
            action="store_true",
            help="end when nothing waits",
        )

    def handle(self, *, until_empty: bool, **options) -> None:
        for periodic in schedule():
            _ = periodic.work  # a wrong name is told now, not at night
        over = Event()
        sweeper = Thread(
            target=keep_sweeping,
            args=(over,),
            name="sweeper",
            daemon=True,
        )
        sweeper.start()
        try:
            default_task_backend.work(until_empty=until_empty)
        finally:
            over.set()


def keep_sweeping(over: Event) -> None:
    while not over.is_set():
        close_old_connections()
        now = timezone.now()
        try:
            enqueue_due(now)
            sweep(now)
        except Exception as error:
            # The database is away or taken, mostly: the next time is soon.
            log.warning("Nothing could be swept: %s", type(error).__name__)
            connections.close_all()
        over.wait(SWEEPING)
