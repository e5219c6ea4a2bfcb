"""The register of incidents, for administrators and for the responsible person.

Whom an administrator gives the right to it in the administration: nobody else sees it.
"""

from django.contrib import admin
from django.forms import ModelForm
from django.http import HttpRequest
from django.utils import formats, timezone
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from accounts.admin.read_only import LongList
from privacy.incidents.clock import Standing, due_at, standing_of
from privacy.incidents.forms import IncidentForm
from privacy.incidents.services import change_incident, note_incident
from privacy.incidents.wording import STANDINGS
from privacy.models import Incident


@admin.register(Incident)
class IncidentAdmin(LongList, admin.ModelAdmin):
    form = IncidentForm
    list_display = ("standing", "what", "persons", "harm", "detected_at", "closed_at")
    list_filter = ("harm",)
    readonly_fields = ("public_id", "standing", "noted_by", "noted_at")
    fieldsets = (
        (None, {"fields": ("public_id", "standing", "noted_by", "noted_at")}),
        (
            _("What happened"),
            {"fields": ("detected_at", "what", "data", "persons", "harm", "harm_note")},
        ),
        (
            _("What was done"),
            {
                "fields": (
                    "measures",
                    "notified_at",
                    "reference",
                    "persons_told_at",
                    "closed_at",
                )
            },
        ),
    )

    @admin.display(description=_("72 hours"))
    def standing(self, incident: Incident) -> str:
        if incident.detected_at is None:
            return "-"
        standing = standing_of(incident, timezone.now())
        due = timezone.localtime(due_at(incident))
        text = STANDINGS[standing] % {
            "due": formats.date_format(due, "SHORT_DATETIME_FORMAT")
        }
        if standing == Standing.OVERDUE:
            return format_html("<strong>{}</strong>", text)
        return text

    def save_model(
        self, request: HttpRequest, obj: Incident, form: ModelForm, change: bool
    ) -> None:
        by, now = request.user, timezone.now()
        if not change:
            note_incident(incident=obj, by=by, now=now)
            return
        change_incident(incident=obj, fields=form.changed_data, by=by, now=now)

    def has_change_permission(
        self, request: HttpRequest, obj: Incident | None = None
    ) -> bool:
        """What is closed stays as it is; what comes to light later is an incident of its own."""
        is_open = obj is None or obj.closed_at is None
        return is_open and super().has_change_permission(request, obj)

    def has_delete_permission(
        self, request: HttpRequest, obj: Incident | None = None
    ) -> bool:
        return False
