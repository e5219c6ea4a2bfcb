"""The administration's page of work in the background: read, and what failed tried again."""

import django_tasks_db.admin  # noqa: F401  what it registers is taken back below
from django.contrib import admin
from django.db import transaction
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from django_tasks_db.models import DBTaskResult

from accounts.admin.read_only import ReadOnlyAdmin
from accounts.admin.recorded import record
from background.models import Run
from background.queries import health
from background.services import try_again

# The engine's own rows say less than ours.
admin.site.unregister(DBTaskResult)


@admin.register(Run)
class RunAdmin(ReadOnlyAdmin):
    change_list_template = "admin/background/run/list.html"
    list_display = ("__str__", "state", "due_at", "tries", "error", "finished_at")
    list_filter = ("state",)
    ordering = ("-created_at",)
    fields = (
        "name",
        "args",
        "state",
        "created_at",
        "due_at",
        "started_at",
        "finished_at",
        "tries",
        "error",
        "done",
        "total",
    )
    actions = ("try_failed_again",)

    def changelist_view(
        self, request: HttpRequest, extra_context: dict | None = None
    ) -> HttpResponse:
        told = {"health": health(timezone.now()), **(extra_context or {})}
        return super().changelist_view(request, told)

    def has_trying_permission(self, request: HttpRequest) -> bool:
        return request.user.has_perm("background.change_run")

    @admin.action(description=_("Try again what failed"), permissions=["trying"])
    def try_failed_again(self, request: HttpRequest, queryset: QuerySet[Run]) -> None:
        now = timezone.now()
        with transaction.atomic():  # each with its line in the log, or none
            again = [run for run in queryset if try_again(run, now=now)]
            for run in again:
                record("work.tried_again", f"work:{run.pk}", request)
        count = len(again)
        words = ngettext(
            "%(count)s waits to be tried again.",
            "%(count)s wait to be tried again.",
            count,
        )
        self.message_user(request, words % {"count": count})
