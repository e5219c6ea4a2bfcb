"""A run is a piece of work from being asked for to its end, whatever engine carries it.

An engine delivers it, perhaps twice, perhaps to a worker that is killed. What that means for the
work is said here alone: whose it is for how long, how often it was tried, how far it has come.
"""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.module_loading import import_string
from django.utils.translation import gettext_lazy as _
from django_tasks.base import Task


class State(models.TextChoices):
    WAITING = "waiting", _("Waiting")
    RUNNING = "running", _("Running")
    DONE = "done", _("Done")
    FAILED = "failed", _("Failed")
    CANCELLED = "cancelled", _("Cancelled")


OVER = (State.DONE, State.FAILED, State.CANCELLED)


class Run(models.Model):
    """key: what is asked for twice under the same one is done once.

    delivery: the engine's own number of the message that brings this to a worker; one of before
    brings nothing any more. about: the public id of the organisation whose people may watch it
    beside whoever asked. leads_to: the address of the page that shows what came of it.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    task = models.CharField(_("task"), max_length=200)
    args = models.JSONField(_("for"), default=list)
    kwargs = models.JSONField(default=dict)
    key = models.CharField(max_length=200, default="")
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        related_name="+",
    )
    about = models.CharField(max_length=36, default="")
    leads_to = models.CharField(max_length=200, default="")

    state = models.CharField(
        _("state"),
        max_length=10,
        choices=State.choices,
        default=State.WAITING,
    )
    due_at = models.DateTimeField(_("due"))
    delivery = models.CharField(max_length=64, unique=True)
    delivered_at = models.DateTimeField()

    tries = models.PositiveSmallIntegerField(_("tries"), default=0)
    most_tries = models.PositiveSmallIntegerField()
    holder = models.CharField(max_length=32, default="")
    leased_until = models.DateTimeField(null=True)
    is_unwanted = models.BooleanField(default=False)

    done = models.PositiveIntegerField(_("parts done"), default=0)
    total = models.PositiveIntegerField(_("of"), default=0)
    error = models.CharField(_("error"), max_length=200, default="")

    created_at = models.DateTimeField(_("asked at"))
    started_at = models.DateTimeField(_("begun"), null=True)
    finished_at = models.DateTimeField(_("ended"), null=True)

    class Meta:
        verbose_name = _("piece of work")
        verbose_name_plural = _("pieces of work")
        indexes = [
            models.Index(
                fields=["due_at"],
                name="background_waiting",
                condition=Q(state=State.WAITING),
            ),
            models.Index(
                fields=["leased_until"],
                name="background_running",
                condition=Q(state=State.RUNNING),
            ),
            models.Index(
                fields=["finished_at"],
                name="background_failed",
                condition=Q(state=State.FAILED),
            ),
            models.Index(
                fields=["-created_at"],
                name="background_newest",
            ),
            models.Index(
                fields=["task", "-finished_at"],
                name="background_by_task",
            ),
            models.Index(
                fields=["about", "task", "-created_at"],
                name="background_about",
                condition=~Q(about=""),
            ),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["key"],
                condition=~Q(key=""),
                name="background_once",
            ),
        ]

    def __str__(self) -> str:
        return " ".join([self.name, *map(str, self.args)])

    @property
    def name(self) -> str:
        """As the function is called."""
        return self.task.rpartition(".")[2]

    @property
    def title(self) -> str:
        """As people call it."""
        return str(self.work.func.title or self.name)

    @property
    def is_over(self) -> bool:
        return self.state in OVER

    @property
    def work(self) -> Task:
        return import_string(self.task)
