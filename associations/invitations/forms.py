"""What a firm agrees to when it begins by a link, and how it says who it is."""

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.access.scopes import Scope
from associations.consents.texts import CURRENT
from associations.invitations.wording import PROBLEMS
from language.fields import LineField
from language.texts import in_language
from registry.sector_names import SECTORS
from registry.tax_code import TaxCodeField


def _scope_choices() -> list[tuple[int, str]]:
    scopes = CURRENT.scopes.items()
    return [
        (int(Scope.NOTHING), _("Nothing of it for now")),
        *((int(scope), in_language(text.name)) for scope, text in scopes),
    ]


class BeginForm(forms.Form):
    """Nothing is chosen beforehand; the box is ticked by hand each time."""

    scope = forms.TypedChoiceField(
        label=_("What may the association see of the result?"),
        coerce=lambda value: Scope(int(value)),
        widget=forms.RadioSelect,
        choices=_scope_choices,
        error_messages={"required": PROBLEMS["scope_missing"]},
    )
    agree = forms.BooleanField(
        label=_("Your consent"),
        error_messages={"required": PROBLEMS["not_agreed"]},
    )


class NameForm(BeginForm):
    """By the open link of a poster the firm says who it is."""

    name = LineField(
        label=_("Name of the enterprise"),
        max_length=200,
        error_messages={"required": PROBLEMS["firm_missing"]},
    )
    tax_code = TaxCodeField(
        label=_("Tax code"),
        max_length=20,
        required=False,
        help_text=_("By it your association knows you at once."),
    )
    sector = forms.ChoiceField(
        label=_("What does it mainly do"),
        choices=lambda: [("", _("Choose the nearest")), *SECTORS.items()],
        required=False,
    )
    field_order = ("name", "tax_code", "sector", "scope", "agree")
