"""Forms of an officer who vets."""

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from language.fields import TextField
from language.texts import in_language
from providers.vetting.criteria.queries import Criteria
from providers.vetting.references.queries import Heard
from providers.vetting.wording import problem


class ScoreForm(forms.Form):
    points = forms.TypedChoiceField(
        label=_("What you find"),
        coerce=int,
        widget=forms.RadioSelect,
        error_messages={"required": _("Please choose one of the scores.")},
    )
    reason = TextField(
        label=_("Why"),
        help_text=_("What you looked at, and what you saw."),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 4}),
    )

    def __init__(self, *args, criteria: Criteria, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        scale = enumerate(criteria.scale)
        self.fields["points"].choices = [
            (points, f"{points} – {in_language(name)}") for points, name in scale
        ]
        self.fields["reason"].error_messages["required"] = problem("reason_missing")


class HandForm(forms.Form):
    """officers: as `officers_to_hand_to` finds them."""

    officer = forms.ModelChoiceField(
        label=_("Who is to evaluate it"),
        queryset=User.objects.none(),
        empty_label=None,
        error_messages={
            "required": _("Please choose a colleague."),
            "invalid_choice": problem("not_theirs"),
        },
    )

    def __init__(self, *args, officers: QuerySet[User], **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["officer"].queryset = officers


class FewField(TextField):
    """Why it is approved although too few customers answered; the provider reads it too."""

    def __init__(self, heard: Heard) -> None:
        hint = _("%(wanted)s customers should have answered; %(heard)s have.")
        numbers = {"wanted": heard.wanted, "heard": heard.heard}
        super().__init__(
            label=_("Why fewer customers are enough here"),
            help_text=hint % numbers,
            max_length=1000,
            widget=forms.Textarea(attrs={"rows": 3}),
            error_messages={"required": problem("customers_missing")},
        )


class WordsForm(forms.Form):
    """Why, or what is asked: whoever reads it is named beside the field."""

    def __init__(
        self, *args, label: str, hint: str = "", most: int = 2000, **kwargs
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["words"] = TextField(
            label=label,
            help_text=hint,
            # As long as what is kept: nothing typed is cut off unsaid.
            max_length=most,
            widget=forms.Textarea(attrs={"rows": 4}),
            error_messages={"required": problem("reason_missing")},
        )
