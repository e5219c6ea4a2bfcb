"""Sharing with an association: with whom, and how much."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from accounts.access.scopes import Scope
from accounts.models import Organisation
from associations.consents.texts import CURRENT, Lasting
from language.texts import in_language


def _lasting_choices() -> list[tuple[str, str]]:
    lasting = CURRENT.lasting.items()
    return [(str(name), in_language(text.name)) for name, text in lasting]


def _scope_choices() -> list[tuple[int, str]]:
    scopes = CURRENT.scopes.items()
    return [(int(scope), in_language(text.name)) for scope, text in scopes]


class ShareForm(forms.Form):
    """To whom and how much. Nothing is chosen beforehand; the box is ticked by hand each time."""

    association = forms.ChoiceField(
        label=_("Which association"),
        widget=forms.RadioSelect,
        error_messages={
            "required": _("Choose the association that may see the results.")
        },
    )
    scope = forms.TypedChoiceField(
        label=_("What it may see"),
        coerce=lambda value: Scope(int(value)),
        widget=forms.RadioSelect,
        choices=_scope_choices,
        error_messages={"required": _("Choose how much the association may see.")},
    )
    contact = forms.BooleanField(label=_("Getting in touch"), required=False)
    lasting = forms.TypedChoiceField(
        label=_("For how long"),
        coerce=Lasting,
        widget=forms.RadioSelect,
        choices=_lasting_choices,
        error_messages={"required": _("Choose whether this is for this round only.")},
    )
    agree = forms.BooleanField(
        label=_("Your consent"),
        error_messages={
            "required": _(
                "Nothing is shared without your consent. Tick the box if you agree."
            )
        },
    )
    text_version = forms.CharField(label=_("Wording"), widget=forms.HiddenInput)

    def __init__(self, *args, associations: list[Organisation], **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.associations = {str(each.public_id): each for each in associations}
        self.fields["association"].choices = [
            (key, each.name) for key, each in self.associations.items()
        ]

    def clean_association(self) -> Organisation:
        return self.associations[self.cleaned_data["association"]]

    def clean_text_version(self) -> str:
        """Whoever read an older wording agrees anew to the one in force, which is shown."""
        text_version = self.cleaned_data["text_version"]
        if text_version == CURRENT.id:
            return text_version

        # The box stood beside other words: its tick does not carry over.
        self.data = self.data.copy()
        self.data["text_version"] = CURRENT.id
        self.data.pop("agree", None)
        words = _("The wording has changed. Please read it again.")
        raise ValidationError(words, code="wording_changed")
