from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from accounts.admin_read_only import ReadOnlyAdmin
from language.formats import number
from survey.models import Assessment, Result


class OfAnIndexAdmin(ReadOnlyAdmin):
    """Rows that name their enterprise and index version."""

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        rows = super().get_queryset(request)
        # The document of a version weighs more than all the rows together.
        return rows.select_related("organisation", "index_version").defer(
            "index_version__document"
        )


@admin.register(Assessment)
class AssessmentAdmin(OfAnIndexAdmin):
    list_display = [
        "public_id",
        "organisation",
        "index_version",
        "round",
        "state",
        "started_at",
        "submitted_at",
    ]
    list_filter = ["state", "size", "sector"]
    search_fields = ["public_id", "organisation__name", "organisation__tax_code"]
    date_hierarchy = "started_at"


@admin.register(Result)
class ResultAdmin(OfAnIndexAdmin):
    list_display = [
        "verification_code",
        "organisation",
        "index_version",
        "of_maximum",
        "level",
        "created_at",
    ]
    list_filter = ["level", "size", "sector"]
    search_fields = ["verification_code", "public_id", "organisation__name"]
    date_hierarchy = "created_at"
    fields = [
        "verification_code",
        "public_id",
        "enterprise_name",
        "organisation",
        "assessment",
        "created_at",
        "index_version",
        "engine_version",
        "rescored_from",
        "answered",
        "of_maximum",
        "level",
        "grade",
        "sector",
        "area",
        "size",
        "input_digest",
    ]

    @admin.display(description=_("points"), ordering="total")
    def of_maximum(self, result: Result) -> str:
        return f"{number(result.total_points)} / {number(result.maximum_points)}"
