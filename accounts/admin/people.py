"""Users and organisations can be managed here; consents and the audit log, being proof, only read.

Whatever is managed goes through the services, so that the audit log tells of it.
"""

import allauth.usersessions.admin  # noqa: F401
from allauth.usersessions.models import UserSession
from django.contrib import admin
from django.contrib.auth.admin import UserAdmin as DjangoUserAdmin
from django.contrib.auth.forms import UserChangeForm
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.forms import BaseInlineFormSet, ModelForm
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts import services
from accounts.addresses import is_confirmed_by_another
from accounts.admin.read_only import LongList, ReadOnlyAdmin
from accounts.admin.rights import KeepsRights
from accounts.admin.texts import TEXTS, FoundByName
from accounts.admin.worded import OfLanguage
from accounts.models import (
    ROLES_OF,
    AuditEvent,
    Confirmation,
    Consent,
    Membership,
    Organisation,
    User,
)
from accounts.passwords.services import make_account, send_password_letter
from accounts.sessions.services import end_sessions_of
from registry.tax_code import TaxCodeField

# Where somebody is signed in is for nobody else to read.
admin.site.unregister(UserSession)
admin.site.site_header = admin.site.site_title = "Sẵn Sàng Số"


RIGHTS = ("is_active", "is_staff", "is_superuser", "groups", "user_permissions")
NEW_USER = ("email", "full_name", "language")


class NewUserForm(ModelForm):
    """Without a password: a letter lets the person choose one."""

    class Meta:
        model = User
        fields = ("email", "full_name", "language")

    def clean_email(self) -> str:
        return _free_address(self)


class ChangedUserForm(UserChangeForm):
    class Meta(UserChangeForm.Meta):
        model = User

    def clean_email(self) -> str:
        return _free_address(self)


def _free_address(form: ModelForm) -> str:
    """It will count as confirmed, and so must be nobody else's second one."""
    email = form.cleaned_data["email"].lower()
    user = form.instance
    if is_confirmed_by_another(email, user if user.pk else None):
        raise user.unique_error_message(User, ("email",))
    return email


@admin.register(User)
class UserAdmin(KeepsRights, LongList, DjangoUserAdmin):
    add_form = NewUserForm
    form = ChangedUserForm
    add_form_template = None  # that of the framework speaks English only
    formfield_overrides = TEXTS
    ordering = ("email",)
    list_display = ("email", "full_name", "is_staff", "is_active", "date_joined")
    list_filter = ("is_staff", "is_active", ("language", OfLanguage))
    search_fields = ("email", "full_name")
    readonly_fields = ("date_joined", "last_login")
    fieldsets = (
        (None, {"fields": NEW_USER}),
        (_("Rights"), {"fields": RIGHTS}),
        (_("Times"), {"fields": ("date_joined", "last_login")}),
    )
    add_fieldsets = ((None, {"fields": NEW_USER}),)
    actions = ("sign_out_everywhere", "send_password_letters")

    @admin.action(description=_("Sign out everywhere"), permissions=["change"])
    def sign_out_everywhere(
        self, request: HttpRequest, queryset: QuerySet[User]
    ) -> None:
        self.refuse_out_of_reach(request, queryset)
        now = timezone.now()
        for user in queryset:
            end_sessions_of(user=user, by=request.user, now=now)

    @admin.action(
        description=_("Send a letter to set another password"), permissions=["change"]
    )
    def send_password_letters(
        self, request: HttpRequest, queryset: QuerySet[User]
    ) -> None:
        self.refuse_out_of_reach(request, queryset)
        now = timezone.now()
        for user in queryset:
            send_password_letter(user=user, by=request.user, now=now)

    def save_model(
        self, request: HttpRequest, obj: User, form: ModelForm, change: bool
    ) -> None:
        by, now = request.user, timezone.now()
        if not change:
            make_account(user=obj, by=by, now=now)
            return
        services.change_user(user=obj, fields=form.changed_data, by=by, now=now)

    def user_change_password(
        self, request: HttpRequest, id: str, form_url: str = ""
    ) -> HttpResponse:
        """Nobody chooses the password of somebody else."""
        raise PermissionDenied

    def delete_model(self, request: HttpRequest, obj: User) -> None:
        services.delete_user(user=obj, by=request.user, now=timezone.now())

    def delete_queryset(self, request: HttpRequest, queryset: QuerySet[User]) -> None:
        for user in queryset:
            self.delete_model(request, user)


class OrganisationForm(ModelForm):
    """A person's number stands here as on every page: in part."""

    tax_code = TaxCodeField(label=_("tax code"), max_length=20, required=False)

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["tax_code"].kept = self.instance.tax_code


class MembershipFormSet(BaseInlineFormSet):
    """Each kind of organisation has roles of its own."""

    def clean(self) -> None:
        super().clean()
        roles = ROLES_OF.get(self.instance.kind)
        # Without a kind the organisation itself is refused.
        if not roles:
            return
        fitting = ", ".join(str(role.label) for role in roles)
        words = _("There is no such role in this kind of organisation, only: %s")
        for form in self.forms:
            role = form.cleaned_data.get("role") if form.is_valid() else None
            if role and role not in roles:
                form.add_error("role", words % fitting)


class MembershipInline(admin.StackedInline):
    """One below the other: in a table the fields would have no labels of their own."""

    model = Membership
    formset = MembershipFormSet
    autocomplete_fields = ("user",)
    readonly_fields = ("since",)
    extra = 0


@admin.register(Organisation)
class OrganisationAdmin(LongList, FoundByName, admin.ModelAdmin):
    form = OrganisationForm
    formfield_overrides = TEXTS
    list_display = ("name", "kind", "sector", "area", "is_fictional", "created_at")
    list_filter = ("kind", "is_fictional")
    readonly_fields = ("public_id", "created_at")
    inlines = (MembershipInline,)

    def get_readonly_fields(
        self, request: HttpRequest, obj: Organisation | None = None
    ) -> tuple[str, ...]:
        """What an organisation is never changes: everything that belongs to it depends on it."""
        return (*self.readonly_fields, "kind") if obj else self.readonly_fields

    def save_model(
        self, request: HttpRequest, obj: Organisation, form: ModelForm, change: bool
    ) -> None:
        by, now = request.user, timezone.now()
        if not change:
            services.keep_new_organisation(organisation=obj, by=by, now=now)
            return
        services.change_organisation(
            organisation=obj, fields=form.changed_data, by=by, now=now
        )

    def save_formset(
        self,
        request: HttpRequest,
        form: ModelForm,
        formset: BaseInlineFormSet,
        change: bool,
    ) -> None:
        """Its members, the only rows of others on this page."""
        by, now = request.user, timezone.now()
        formset.save(commit=False)  # sorts its rows into new, changed and deleted ones

        for membership in _leaving(formset):
            services.remove_member(membership=membership, by=by, now=now)

        changed = [member for member, _fields in formset.changed_objects]
        for member in [*formset.new_objects, *changed]:
            services.add_member(
                organisation=form.instance,
                user=member.user,
                role=member.role,
                by=by,
                now=now,
            )

    def has_delete_permission(
        self, request: HttpRequest, obj: Organisation | None = None
    ) -> bool:
        """Consents and the log of what was done hang on it."""
        return False


def _leaving(formset: BaseInlineFormSet) -> QuerySet[Membership]:
    """As the database has them: a row that was given to another user takes its first one away."""
    changed = formset.changed_objects
    moved = [member.pk for member, fields in changed if "user" in fields]
    deleted = [member.pk for member in formset.deleted_objects]
    leaving = Membership.objects.filter(pk__in=moved + deleted)
    return leaving.select_related("organisation").order_by("pk")


@admin.register(Consent)
class ConsentAdmin(FoundByName, ReadOnlyAdmin):
    list_display = (
        "enterprise",
        "grantee",
        "purpose",
        "items",
        "text_version",
        "given_at",
        "withdrawn_at",
    )
    list_filter = ("purpose", "text_version")
    search_fields = ("enterprise__search_key", "grantee__search_key")
    list_select_related = ("enterprise", "grantee")


@admin.register(Confirmation)
class ConfirmationAdmin(ReadOnlyAdmin):
    """Only looked at: associations give and withdraw them."""

    list_display = ("association", "enterprise", "given_at", "withdrawn_at")
    list_select_related = ("association", "enterprise")


@admin.register(AuditEvent)
class AuditEventAdmin(ReadOnlyAdmin):
    list_display = ("at", "action", "organisation", "actor", "subject")
    # A choice of actions would first read them all from the whole log.
    search_fields = ("^action", "subject")
    search_help_text = _(
        "How an action begins, for example “consent.”, or what it is about"
    )
    list_select_related = ("organisation", "actor")
