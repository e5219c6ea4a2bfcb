"""Letters: whether they left, never what they said; and addresses where none arrives."""

from django.contrib import admin
from django.db.models import QuerySet
from django.forms import ModelForm
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from accounts.admin.read_only import LongList, ReadOnlyAdmin
from accounts.models import BadAddress, Letter
from accounts.outbox.addresses import folded
from accounts.outbox.services import (
    note_bad_address,
    send_again,
    take_bad_address_away,
)


@admin.register(Letter)
class LetterAdmin(ReadOnlyAdmin):
    """What it says may hold a link that opens something, so that nobody reads it here."""

    list_display = ("kind", "to", "state", "tries", "error", "written_at", "tried_at")
    list_filter = ("state",)
    search_fields = ("to",)
    fields = (*list_display, "language")
    actions = ("send_once_more",)

    def has_sending_permission(self, request: HttpRequest) -> bool:
        return request.user.has_perm("accounts.change_letter")

    @admin.action(
        description=_("Send again what did not leave"),
        permissions=["sending"],
    )
    def send_once_more(self, request: HttpRequest, queryset: QuerySet[Letter]) -> None:
        by, now = request.user, timezone.now()
        again = [
            letter for letter in queryset if send_again(letter=letter, by=by, now=now)
        ]
        count = len(again)
        words = ngettext(
            "%(count)s letter is on its way again.",
            "%(count)s letters are on their way again.",
            count,
        )
        self.message_user(request, words % {"count": count})


class BadAddressForm(ModelForm):
    def clean_address(self) -> str:
        return folded(self.cleaned_data["address"])


@admin.register(BadAddress)
class BadAddressAdmin(LongList, admin.ModelAdmin):
    """Added where somebody says so by telephone, deleted where letters arrive again."""

    form = BadAddressForm
    list_display = ("address", "why", "since")
    list_filter = ("why",)
    search_fields = ("address",)
    fields = ("address",)

    def has_change_permission(
        self, request: HttpRequest, obj: BadAddress | None = None
    ) -> bool:
        return False

    def save_model(
        self, request: HttpRequest, obj: BadAddress, form: ModelForm, change: bool
    ) -> None:
        note_bad_address(address=obj, by=request.user, now=timezone.now())

    def delete_model(self, request: HttpRequest, obj: BadAddress) -> None:
        take_bad_address_away(address=obj, by=request.user, now=timezone.now())

    def delete_queryset(
        self, request: HttpRequest, queryset: QuerySet[BadAddress]
    ) -> None:
        for address in queryset:
            self.delete_model(request, address)
