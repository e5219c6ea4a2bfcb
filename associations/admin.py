from django.contrib import admin
from django.forms import ModelForm
from django.http import HttpRequest
from django.utils import timezone

from accounts.admin.read_only import ReadOnlyAdmin
from accounts.admin.texts import TEXTS
from associations.models import Affiliation, AssociationProfile
from associations.services import save_profile


@admin.register(AssociationProfile)
class AssociationProfileAdmin(admin.ModelAdmin):
    formfield_overrides = TEXTS
    list_display = ("organisation", "email")
    autocomplete_fields = ("organisation",)

    def save_model(
        self,
        request: HttpRequest,
        obj: AssociationProfile,
        form: ModelForm,
        change: bool,
    ) -> None:
        save_profile(
            profile=obj, fields=form.changed_data, by=request.user, now=timezone.now()
        )


@admin.register(Affiliation)
class AffiliationAdmin(ReadOnlyAdmin):
    """Only looked at: an enterprise asks and leaves by itself, the association grants."""

    list_display = ("association", "enterprise", "state", "since", "ended_at")
    list_filter = ("state",)
    list_select_related = ("association", "enterprise")
