from django.contrib import admin, messages
from django.core.exceptions import ValidationError
from django.forms import ChoiceField, ModelForm
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.admin.read_only import LongList, ReadOnlyAdmin
from accounts.admin.texts import FoundByName
from accounts.errors import AccountError
from accounts.models import Membership, Organisation
from accounts.staff.forms import LANGUAGES
from accounts.staff.services import invite
from accounts.staff.wording import problem
from language.collation import unaccented
from language.fields import EmailField, LineField
from providers.directory.services import set_vetting
from providers.models import (
    Lead,
    Provider,
    Recommendation,
    Solution,
    WebhookDelivery,
    WebhookEndpoint,
)
from providers.profile.services import create_provider
from registry.tax_code import TaxCodeField


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


class ManagedForm(ModelForm):
    """A letter asks whoever manages it here, the first one or a further one."""

    manager_email = EmailField(
        label=_("Email address of a manager"),
        help_text=_("A letter with a link goes there, by which the person joins."),
        required=False,
    )
    manager_language = ChoiceField(label=_("Language of the letter"), choices=LANGUAGES)

    class Meta:
        model = Provider
        fields = ("vetted_until",)


class NewProviderForm(ManagedForm):
    """Nobody works there yet, so somebody is asked at once."""

    name = LineField(label=_("Name"), max_length=200)
    tax_code = TaxCodeField(label=_("tax code"), max_length=20, required=False)

    class Meta:
        model = Provider
        fields = ()

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["manager_email"].required = True

    def clean(self) -> dict:
        """Whoever stands already is not made once more."""
        cleaned = super().clean()
        standing = Organisation.objects.filter(kind=Organisation.Kind.PROVIDER)
        code, name = cleaned.get("tax_code"), unaccented(cleaned.get("name", ""))
        words = _("This provider stands already: open it in the list of providers.")
        if code and standing.filter(tax_code=code).exists():
            self.add_error("tax_code", ValidationError(words, code="stands"))
        elif not code and name and standing.filter(search_key=name[:200]).exists():
            self.add_error("name", ValidationError(words, code="stands"))
        return cleaned

    def _post_clean(self) -> None:
        """Nothing typed is put on the row here: the service makes it."""


@admin.register(Provider)
class ProviderAdmin(LongList, FoundByName, admin.ModelAdmin):
    """Set up here with its first manager, and vetted; all else it says itself, or a file does."""

    form = ManagedForm

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
        "vetted_by",
        "website",
        "email",
        "phone",
        "capacity_per_month",
        "certified",
    )
    readonly_fields = tuple(name for name in fields if name != "vetted_until")
    asked = ("manager_email", "manager_language")

    @admin.display(description=_("certificates"))
    def certified(self, provider: Provider) -> str:
        return ", ".join(provider.certificates)

    def get_form(
        self,
        request: HttpRequest,
        obj: Provider | None = None,
        change: bool = False,
        **kwargs: object,
    ) -> type[ManagedForm]:
        return (
            super().get_form(request, obj, change, **kwargs) if obj else NewProviderForm
        )

    def get_fields(
        self, request: HttpRequest, obj: Provider | None = None
    ) -> tuple[str, ...]:
        return (*self.fields, *self.asked) if obj else ("name", "tax_code", *self.asked)

    def get_readonly_fields(
        self, request: HttpRequest, obj: Provider | None = None
    ) -> tuple[str, ...]:
        return self.readonly_fields if obj else ()

    def get_inlines(
        self, request: HttpRequest, obj: Provider | None = None
    ) -> tuple[type, ...]:
        return self.inlines if obj else ()

    def save_form(
        self, request: HttpRequest, form: ManagedForm, change: bool
    ) -> Provider:
        if change:
            return super().save_form(request, form, change)
        return create_provider(
            name=form.cleaned_data["name"],
            tax_code=form.cleaned_data["tax_code"],
            about={},
            by=request.user,
            now=timezone.now(),
        )

    def has_delete_permission(
        self, request: HttpRequest, obj: Provider | None = None
    ) -> bool:
        return False

    def save_model(
        self, request: HttpRequest, obj: Provider, form: ModelForm, change: bool
    ) -> None:
        if change:
            until = form.cleaned_data["vetted_until"]
            # The form has written the new day onto the entry; the service compares it
            # with the old one, and records what changed.
            obj.vetted_until = form.initial["vetted_until"]
            set_vetting(provider=obj, until=until, by=request.user, now=timezone.now())
        if form.cleaned_data["manager_email"]:
            self._ask_manager(request, obj, form)

    def save_related(
        self, request: HttpRequest, form: ManagedForm, formsets: list, change: bool
    ) -> None:
        if change:
            super().save_related(request, form, formsets, change)

    def _ask_manager(
        self, request: HttpRequest, obj: Provider, form: ManagedForm
    ) -> None:
        email = form.cleaned_data["manager_email"]
        try:
            invite(
                organisation=obj.organisation,
                email=email.lower(),
                role=Membership.Role.MANAGER,
                language=form.cleaned_data["manager_language"],
                by=request.user,
                now=timezone.now(),
            )
        except AccountError as error:
            words = problem(error.code, **error.params)
            self.message_user(request, words, messages.WARNING)
        else:
            words = _("The letter to %(email)s is on its way.") % {"email": email}
            self.message_user(request, words)


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
