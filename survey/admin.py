from django.contrib import admin
from django.db.models import Model, QuerySet
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.admin.read_only import ReadOnlyAdmin
from accounts.admin.texts import FoundByName
from accounts.admin.worded import OfLanguage, worded
from language.formats import number
from language.texts import in_language
from registry.areas import area
from registry.sector_names import SECTORS
from registry.sizes import size_names
from survey.feedback.services import delete_feedback
from survey.models import Assessment, Feedback, Result


def _sizes() -> dict[str, str]:
    return {size: in_language(names) for size, names in size_names().items()}


# Fields of a row that keep a code, and what is shown instead.
SAID_IN_WORDS = {
    "sector": "sector_in_words",
    "area": "area_in_words",
    "size": "size_in_words",
}

OfSize = worded(_sizes)
OfSector = worded(lambda: SECTORS)


class OfAnIndexAdmin(FoundByName, ReadOnlyAdmin):
    """Rows that name their enterprise and index version."""

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        rows = super().get_queryset(request)
        # The document of a version weighs more than all the rows together.
        return rows.select_related("organisation", "index_version").defer(
            "index_version__document"
        )

    def get_fields(self, request: HttpRequest, obj: Model | None = None) -> list[str]:
        fields = super().get_fields(request, obj)
        return [SAID_IN_WORDS.get(name, name) for name in fields]

    @admin.display(description=_("sector"))
    def sector_in_words(self, row: Assessment | Result) -> str:
        return SECTORS.get(row.sector, row.sector)

    @admin.display(description=_("area"))
    def area_in_words(self, row: Assessment | Result) -> str:
        place = area(row.area)
        return in_language(place.name) if place else row.area

    @admin.display(description=_("size"))
    def size_in_words(self, row: Assessment | Result) -> str:
        return _sizes().get(row.size, row.size)


@admin.register(Assessment)
class AssessmentAdmin(OfAnIndexAdmin):
    # By its name: the key of an assessment says nothing and takes the room of three columns.
    list_display = [
        "organisation",
        "index_version",
        "round",
        "state",
        "started_at",
        "submitted_at",
    ]
    list_filter = ["state", ("size", OfSize), ("sector", OfSector)]
    search_fields = ["public_id", "organisation__search_key"]
    date_hierarchy = "started_at"


@admin.register(Result)
class ResultAdmin(OfAnIndexAdmin):
    list_display = [
        "organisation",
        "level",
        "of_maximum",
        "index_version",
        "created_at",
        "verification_code",
    ]
    list_filter = ["level", ("size", OfSize), ("sector", OfSector)]
    search_fields = [
        "verification_code",
        "public_id",
        "organisation__search_key",
    ]
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

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        # In which variant of the index the points were counted.
        return super().get_queryset(request).select_related("assessment")

    @admin.display(description=_("points"), ordering="total")
    def of_maximum(self, result: Result) -> str:
        return f"{number(result.total_points)} / {number(result.maximum_points)}"


@admin.register(Feedback)
class FeedbackAdmin(ReadOnlyAdmin):
    list_display = ["day", "useful", "missing", "index_id", "language"]
    list_filter = ["useful", "index_id", ("language", OfLanguage)]
    search_fields = ["missing"]
    date_hierarchy = "day"

    def has_delete_permission(
        self, request: HttpRequest, obj: Feedback | None = None
    ) -> bool:
        """Somebody may have written what should not be kept."""
        return request.user.has_perm("survey.delete_feedback")

    def delete_model(self, request: HttpRequest, obj: Feedback) -> None:
        delete_feedback(feedback=obj, by=request.user, now=timezone.now())

    def delete_queryset(
        self, request: HttpRequest, queryset: QuerySet[Feedback]
    ) -> None:
        for feedback in queryset:
            self.delete_model(request, feedback)
