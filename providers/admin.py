from django.contrib import admin
from django.forms import ModelForm
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.admin.read_only import LongList, ReadOnlyAdmin
from accounts.admin.texts import FoundByName
from providers.directory.services import set_vetting
from providers.models import (
    Lead,
    Provider,
    Recommendation,
    Solution,
    WebhookDelivery,
    WebhookEndpoint,
)


class SolutionInline(admin.TabularInline):
    model = Solution
    fields = readonly_fields = (
        "slug",
        "kind",
        "price_from",
        "price_to",
        "price_unit",
        "is_active",
    )
    extra = 0
    can_delete = False

    def has_add_permission(
        self, request: HttpRequest, obj: Provider | None = None
    ) -> bool:
        return False


@admin.register(Provider)
class ProviderAdmin(LongList, FoundByName, admin.ModelAdmin):
    """Administrators vet: they set until when. All else comes from the directory file."""

    list_display = (
        "organisation",
        "vetted_until",
        "capacity_per_month",
        "rating_average",
        "rating_count",
    )
    list_filter = ("vetted_until", "online")
    list_select_related = ("organisation",)
    search_fields = ("search_key", "organisation__search_key", "slug")
    inlines = (SolutionInline,)
    fields = (
        "organisation",
        "slug",
        "vetted_until",
        "website",
        "email",
        "phone",
        "capacity_per_month",
        "certified",
    )
    readonly_fields = tuple(name for name in fields if name != "vetted_until")

    @admin.display(description=_("certificates"))
    def certified(self, provider: Provider) -> str:
        return ", ".join(provider.certificates)

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_delete_permission(
        self, request: HttpRequest, obj: Provider | None = None
    ) -> bool:
        return False

    def save_model(
        self, request: HttpRequest, obj: Provider, form: ModelForm, change: bool
    ) -> None:
        until = form.cleaned_data["vetted_until"]
        # The form has written the new day onto the entry; the service compares it
        # with the old one, and records what changed.
        obj.vetted_until = form.initial["vetted_until"]
        set_vetting(provider=obj, until=until, by=request.user, now=timezone.now())


@admin.register(Lead)
class LeadAdmin(ReadOnlyAdmin):
    """That a request was made and what became of it: no contact details, no message."""

    list_display = ("public_id", "provider", "state", "asked_at", "moved_at")
    list_filter = ("state",)
    list_select_related = ("provider__organisation",)
    fields = ("public_id", "provider", "solution", "state", "asked_at", "moved_at")


@admin.register(Recommendation)
class RecommendationAdmin(ReadOnlyAdmin):
    list_display = ("result", "budget", "created_at", "asked_at", "digest")
    list_select_related = ("result",)


@admin.register(WebhookEndpoint)
class WebhookEndpointAdmin(ReadOnlyAdmin):
    """Where a system is told, and whether it answers; never its secret."""

    list_display = ("provider", "address", "is_on", "failing_since", "gave_up_at")
    list_filter = ("is_on",)
    list_select_related = ("provider__organisation",)
    fields = (
        "public_id",
        "provider",
        "address",
        "topics",
        "is_on",
        "failures",
        "failing_since",
        "gave_up_at",
        "created_at",
    )


@admin.register(WebhookDelivery)
class WebhookDeliveryAdmin(ReadOnlyAdmin):
    list_display = ("event", "endpoint", "state", "tries", "created_at", "ended_at")
    list_filter = ("state",)
    list_select_related = ("endpoint",)
    fields = (
        "public_id",
        "endpoint",
        "event",
        "body",
        "state",
        "tries",
        "created_at",
        "ended_at",
    )
