"""Targets, and steps as their owner changes them."""

from datetime import date

from django import forms
from django.utils.translation import gettext_lazy as _

from language.fields import DayField, LineField, TextField
from roadmap import wording
from roadmap.models import RoadmapStep

Horizon = RoadmapStep.Horizon
# Calendars know no day after the last one there is.
EARLIEST = date(2000, 1, 1)
LATEST = date(2099, 12, 31)


class StepForm(forms.Form):
    """What an owner may change of a step; `text` only of a step of the owner's own."""

    text = LineField(
        label=_("What to do"),
        max_length=200,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
        error_messages={"required": wording.PROBLEMS["text_missing"]},
    )
    horizon = forms.TypedChoiceField(
        label=_("When"), coerce=int, choices=Horizon.choices
    )
    due = DayField(
        label=_("To be done by"),
        required=False,
        help_text=_("Left empty: the end of the time chosen above."),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )
    who = LineField(label=_("Who does it"), max_length=60, required=False)
    note = TextField(
        label=_("Note"),
        max_length=500,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(
        self,
        *args,
        is_own: bool,
        today: date,
        usual_who: str = "",
        due_then: date | None = None,
        **kwargs,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.today = today
        self.due_then = due_then
        if is_own:
            self.fields["due"].help_text = _(
                "Left empty: the end of the time chosen above. A day given here says in "
                "which part the step stands."
            )
        else:
            del self.fields["text"]
        if usual_who:
            text = _("Left empty: %(who)s.")
            self.fields["who"].help_text = text % {"who": usual_who}

    def clean_due(self) -> date | None:
        due = self.cleaned_data["due"]
        if due is None:
            return None
        if not EARLIEST <= due <= LATEST:
            text = self.fields["due"].error_messages["invalid"]
            raise forms.ValidationError(text, code="invalid")
        # A day that is over may stay: only a new one is judged.
        if due < self.today and due != self.due_then:
            raise forms.ValidationError(wording.PROBLEMS["due_past"], code="due_past")
        return due

    def changed(self) -> dict:
        """The cleaned fields.

        A due date that was not touched gives way to another part of the year.
        """
        fields = dict(self.cleaned_data)
        if "horizon" in self.changed_data and fields["due"] == self.due_then:
            fields["due"] = None
        return fields
