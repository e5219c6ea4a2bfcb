"""How people sign in: told to administrators without the secrets, and changed by services."""

import allauth.mfa.admin  # noqa: F401  what it registers is taken back below
from allauth.account.admin import EmailAddressAdmin
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.admin.read_only import LongList, ReadOnly, ReadOnlyAdmin
from accounts.admin.recorded import record
from accounts.sessions.services import take_second_step_away

admin.site.unregister(Authenticator)
# The library leaves it to Django to name them by their class, which nothing translates.
Authenticator._meta.verbose_name = _("second step of a sign-in")
Authenticator._meta.verbose_name_plural = _("second steps of sign-ins")
admin.site.unregister(EmailAddress)


@admin.register(Authenticator)
class SecondStepAdmin(ReadOnlyAdmin):
    """Deleting is for who lost telephone and codes: docs/operations.md says what comes before."""

    fields = list_display = ("user", "type", "created_at", "last_used_at")
    search_fields = ("user__email",)
    list_select_related = ("user",)

    def has_delete_permission(
        self, request: HttpRequest, obj: Authenticator | None = None
    ) -> bool:
        return request.user.is_superuser

    def delete_model(self, request: HttpRequest, obj: Authenticator) -> None:
        take_second_step_away(user=obj.user, by=request.user, now=timezone.now())

    def delete_queryset(
        self, request: HttpRequest, queryset: QuerySet[Authenticator]
    ) -> None:
        for authenticator in queryset.select_related("user"):
            self.delete_model(request, authenticator)


@admin.register(EmailAddress)
class OwnEmailAddressAdmin(LongList, ReadOnly, EmailAddressAdmin):
    """Where a letter never arrives, an address can be marked as confirmed."""

    def has_delete_permission(
        self, request: HttpRequest, obj: EmailAddress | None = None
    ) -> bool:
        """With its account, too."""
        return request.user.is_superuser

    def has_confirm_permission(self, request: HttpRequest) -> bool:
        return request.user.has_perm("account.change_emailaddress")

    def delete_model(self, request: HttpRequest, obj: EmailAddress) -> None:
        super().delete_model(request, obj)
        record("user.email_removed", f"user:{obj.user_id}", request)

    def delete_queryset(
        self, request: HttpRequest, queryset: QuerySet[EmailAddress]
    ) -> None:
        for address in queryset:
            self.delete_model(request, address)

    @admin.action(
        description=EmailAddressAdmin.make_verified.short_description,
        permissions=["confirm"],
    )
    def make_verified(
        self, request: HttpRequest, queryset: QuerySet[EmailAddress]
    ) -> None:
        users = list(queryset.filter(verified=False).values_list("user", flat=True))
        super().make_verified(request, queryset)
        for user in users:
            record("user.email_confirmed", f"user:{user}", request)
