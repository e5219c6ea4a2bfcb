"""Forms of an application: one for each criterion, made of what the criteria ask."""

from collections.abc import Iterable, Mapping
from datetime import date

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from accounts.models import Organisation
from language.fields import (
    DayField,
    FriendlyNumberField,
    LineField,
    SignsField,
    TextField,
    WebsiteField,
)
from language.texts import in_language
from providers.vetting.criteria.queries import Criterion
from registry.tax_code import check_tax_code
from survey.evidence.forms import EvidenceForm


def day_input() -> forms.DateInput:
    return forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")


class TaxCodeField(SignsField):
    def clean(self, value: str | None) -> str:
        text = super().clean(value)
        return check_tax_code(text) if text else ""


def _field_of(asked: Mapping) -> forms.Field:
    """Nothing is required: a draft is kept however far it has come."""
    kind = asked["kind"]
    shown = {"label": in_language(asked["label"]), "required": False}
    if kind == "tax_code":
        return TaxCodeField(max_length=20, **shown)
    if kind == "yes":
        return forms.BooleanField(**shown)
    if kind == "past":
        return DayField(widget=day_input(), **shown)
    if kind == "number":
        return FriendlyNumberField(
            max_length=20, widget=forms.TextInput({"inputmode": "numeric"}), **shown
        )
    if kind == "url":
        return WebsiteField(max_length=300, assume_scheme="https", **shown)
    if kind == "choice":
        choices = [(row["id"], in_language(row["name"])) for row in asked["options"]]
        return forms.ChoiceField(choices=choices, widget=forms.RadioSelect, **shown)
    return LineField(max_length=300, **shown)


class CriterionForm(forms.Form):
    """What the provider says of one criterion."""

    def __init__(self, *args, criterion: Criterion, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        # In the order of the file: whoever wrote it put first what comes first.
        for asked in criterion.asks:
            self.fields[asked["id"]] = _field_of(asked)

    @property
    def values(self) -> dict:
        """As they are kept."""
        return {name: _kept(value) for name, value in self.cleaned_data.items()}


def _kept(value: object) -> object:
    return value.isoformat() if isinstance(value, date) else value


class FileForm(EvidenceForm):
    valid_until = DayField(
        label=_("Valid until"),
        help_text=_("Of a certificate that runs out."),
        required=False,
        widget=day_input(),
    )


class RelationsForm(forms.Form):
    people = TextField(
        label=_("Whom of the association you know well"),
        help_text=_(
            "Relatives, former colleagues, business partners: name or email, one a line."
            " Whoever is named does not judge you. Leave it empty if there is nobody."
        ),
        max_length=1000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
    )

    @property
    def values(self) -> dict:
        return dict(self.cleaned_data)


class BeginForm(forms.Form):
    association = forms.TypedChoiceField(
        label=_("Association"),
        widget=forms.RadioSelect,
        error_messages={
            "required": _("Please choose an association."),
            "invalid_choice": _("Please choose an association."),
        },
    )

    def __init__(self, *args, associations: Iterable[Organisation], **kwargs) -> None:
        super().__init__(*args, **kwargs)
        # Read already: whoever works for several providers has a form for each.
        named = {str(each.public_id): each for each in associations}
        field = self.fields["association"]
        field.choices = [(key, each.name) for key, each in named.items()]
        field.coerce = named.__getitem__


class RepliesForm(forms.Form):
    """One field a question; all are sent together."""

    def __init__(self, *args, inquiries, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        for inquiry in inquiries:
            # By its number: words of two questions may be the same.
            self.fields[f"q{inquiry.pk}"] = TextField(
                label=inquiry.words,
                max_length=2000,
                widget=forms.Textarea(attrs={"rows": 3}),
                error_messages={"required": _("Please reply to this question.")},
            )

    @property
    def replies(self) -> dict[int, str]:
        return {int(name[1:]): text for name, text in self.cleaned_data.items()}


def file_problem(form: FileForm, text: str) -> None:
    form.add_error("file", ValidationError(text))
