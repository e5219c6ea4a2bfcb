from django.contrib import admin

from accounts.admin.read_only import ReadOnly, ReadOnlyAdmin
from accounts.admin.texts import FoundByName
from roadmap.models import Roadmap, RoadmapStep


class StepInline(ReadOnly, admin.TabularInline):
    model = RoadmapStep
    fields = ("question", "from_level", "to_level", "horizon", "due", "done_at")


@admin.register(Roadmap)
class RoadmapAdmin(FoundByName, ReadOnlyAdmin):
    """Roadmaps belong to their enterprises; here they are only looked at."""

    list_display = ("organisation", "target", "made_at")
    list_select_related = ("organisation",)
    search_fields = ("organisation__search_key",)
    inlines = (StepInline,)
