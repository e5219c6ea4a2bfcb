"""Users and organisations can be managed here; consents and the audit log can only be read: they are proof."""

from django.contrib import admin
from django.contrib.auth.admin import UserAdmin as DjangoUserAdmin
from django.contrib.auth.forms import BaseUserCreationForm
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from accounts.models import AuditEvent, Consent, Membership, Organisation, User

admin.site.site_header = admin.site.site_title = "Sẵn Sàng Số"


class NewUserForm(BaseUserCreationForm):
    class Meta:
        model = User
        fields = ("email", "full_name", "language")

    def clean_email(self) -> str:
        return self.cleaned_data["email"].lower()


@admin.register(User)
class UserAdmin(DjangoUserAdmin):
    add_form = NewUserForm
    ordering = ("email",)
    list_display = ("email", "full_name", "is_staff", "is_active", "date_joined")
    list_filter = ("is_staff", "is_active", "language")
    search_fields = ("email", "full_name")
    readonly_fields = ("date_joined", "last_login")
    fieldsets = (
        (None, {"fields": ("email", "password", "full_name", "language")}),
        (_("Rights"), {"fields": ("is_active", "is_staff", "is_superuser", "groups", "user_permissions")}),
        (_("Times"), {"fields": ("date_joined", "last_login")}),
    )
    add_fieldsets = ((None, {"fields": ("email", "full_name", "language", "password1", "password2")}),)


class MembershipInline(admin.TabularInline):
    model = Membership
    autocomplete_fields = ("user",)
    extra = 0


@admin.register(Organisation)
class OrganisationAdmin(admin.ModelAdmin):
    list_display = ("name", "kind", "sector", "area", "is_fictional", "created_at")
    list_filter = ("kind", "is_fictional")
    search_fields = ("name", "search_key", "tax_code")
    readonly_fields = ("public_id", "created_at")
    inlines = (MembershipInline,)

    def get_readonly_fields(self, request: HttpRequest, obj: Organisation | None = None) -> tuple[str, ...]:
        """What an organisation is never changes: everything that belongs to it depends on it."""
        return (*self.readonly_fields, "kind") if obj else self.readonly_fields


class ProofAdmin(admin.ModelAdmin):
    """Read only, also for the administrator."""

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj=None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj=None) -> bool:
        return False


@admin.register(Consent)
class ConsentAdmin(ProofAdmin):
    list_display = ("enterprise", "grantee", "purpose", "items", "text_version", "given_at", "withdrawn_at")
    list_filter = ("purpose", "text_version")
    search_fields = ("enterprise__search_key", "grantee__search_key")
    list_select_related = ("enterprise", "grantee")


@admin.register(AuditEvent)
class AuditEventAdmin(ProofAdmin):
    list_display = ("at", "deed", "organisation", "actor", "subject")
    list_filter = ("deed",)
    search_fields = ("subject",)
    list_select_related = ("organisation", "actor")
    show_full_result_count = False
