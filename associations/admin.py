"""Associations are set up here: described in proper fields, their first manager asked by letter."""

from django.contrib import admin, messages
from django.forms import ChoiceField, ModelForm
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.admin.read_only import ReadOnlyAdmin
from accounts.errors import AccountError
from accounts.models import Membership
from accounts.staff.forms import LANGUAGES
from accounts.staff.services import invite
from accounts.staff.wording import problem
from associations.models import Affiliation, AssociationProfile
from associations.staff.profile import services
from associations.staff.profile.forms import ProfileForm
from language.fields import EmailField

DESCRIBED = (
    "name",
    "name_en",
    "about_vi",
    "about_en",
    "offers_vi",
    "offers_en",
    "joining_vi",
    "joining_en",
)
CONTACT = ("email", "phone", "website", "address", "area", "sectors")
FIRST = ("manager_email", "manager_language")


class AssociationForm(ProfileForm, ModelForm):
    """Of one that stands already; a letter may ask a further manager."""

    manager_email = EmailField(
        label=_("Email address of a manager"),
        help_text=_("A letter with a link goes there, by which the person joins."),
        required=False,
    )
    manager_language = ChoiceField(
        label=_("Language of the letter"),
        choices=LANGUAGES,
    )

    class Meta:
        model = AssociationProfile
        fields = ()

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            self.initial |= self.initial_of(self.instance.organisation)

    def _post_clean(self) -> None:
        """Nothing typed is put on the row here: services keep it."""


class NewAssociationForm(AssociationForm):
    """Nobody works there yet, so somebody is asked at once."""

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["manager_email"].required = True


@admin.register(AssociationProfile)
class AssociationProfileAdmin(admin.ModelAdmin):
    form = NewAssociationForm
    list_display = ("organisation", "email", "phone")
    list_select_related = ("organisation",)
    search_fields = ("organisation__search_key",)
    fieldsets = (
        (None, {"fields": DESCRIBED}),
        (_("Contact"), {"fields": CONTACT}),
        (_("Who manages it"), {"fields": FIRST}),
    )

    def get_form(
        self,
        request: HttpRequest,
        obj: AssociationProfile | None = None,
        change: bool = False,
        **kwargs: object,
    ) -> type[AssociationForm]:
        return AssociationForm if change else self.form

    def save_form(
        self, request: HttpRequest, form: AssociationForm, change: bool
    ) -> AssociationProfile:
        """By services, in the transaction of the administration, which then has its row."""
        by, now = request.user, timezone.now()
        said = form.said()
        if not change:
            return services.create_association(said=said, by=by, now=now)
        association = form.instance.organisation
        return services.save_profile(
            association=association,
            said=said,
            by=by,
            now=now,
        )

    def save_model(
        self,
        request: HttpRequest,
        obj: AssociationProfile,
        form: AssociationForm,
        change: bool,
    ) -> None:
        """It stands already; what is left is the letter."""
        email = form.cleaned_data["manager_email"]
        if not email:
            return
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

    def save_related(self, *args: object) -> None:
        """There is nothing beside it on this page."""

    def has_delete_permission(
        self, request: HttpRequest, obj: AssociationProfile | None = None
    ) -> bool:
        """Consents and the log of what was done hang on the association."""
        return False


@admin.register(Affiliation)
class AffiliationAdmin(ReadOnlyAdmin):
    """Only looked at: an enterprise asks and leaves by itself, the association grants."""

    list_display = ("association", "enterprise", "state", "since", "ended_at")
    list_filter = ("state",)
    list_select_related = ("association", "enterprise")
