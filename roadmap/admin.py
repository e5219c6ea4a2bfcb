from django.contrib import admin

from roadmap.models import Roadmap, RoadmapStep


class ReadOnly:
    """Roadmaps belong to their enterprises; here they are only looked at."""

    def has_add_permission(self, request, obj=None) -> bool:
        return False

    def has_change_permission(self, request, obj=None) -> bool:
        return False

    def has_delete_permission(self, request, obj=None) -> bool:
        return False


class StepInline(ReadOnly, admin.TabularInline):
    model = RoadmapStep
    fields = ("question", "from_level", "to_level", "horizon", "due", "done_at")


@admin.register(Roadmap)
class RoadmapAdmin(ReadOnly, admin.ModelAdmin):
    list_display = ("organisation", "target", "made_at")
    list_select_related = ("organisation",)
    search_fields = ("organisation__name",)
    inlines = (StepInline,)
