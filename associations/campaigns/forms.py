"""Planning a campaign, and noting a call."""

from datetime import date, timedelta
from typing import ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from accounts.models import Organisation
from associations.campaigns.aim import import_words
from associations.campaigns.people import (
    GROUPS,
    RING_TODAY,
    STOPPED_HALFWAY,
    Filters,
)
from associations.campaigns.queries import imports_to_invite
from associations.campaigns.services import Plan
from associations.campaigns.wording import PROBLEMS
from associations.choices import filter_by
from associations.models import Call, Campaign, MemberImport
from indexes.models import IndexVersion
from indexes.offers import offer, open_indexes
from language.fields import DayField, LineField, SignsField, TextField
from language.forms import InBothLanguages
from language.texts import in_language

LONGEST = timedelta(days=366)
MOST_REMINDERS = 6
HOURS = [(hour, f"{hour:02}:00") for hour in range(24)]
CHOSEN = ("sector", "size", "area")
USUAL_SIZE = "small"  # of most members: their index is chosen unless another one is


def _day(**more) -> DayField:
    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    return DayField(widget=widget, **more)


class ReminderDaysField(SignsField):
    """Days after the beginning, as they are said: 7, 14 and 21."""

    default_error_messages: ClassVar = {
        "unreadable": PROBLEMS["days_unreadable"],
        "too_many": PROBLEMS["too_many_reminders"],
    }

    def clean(self, value: str | None) -> list[int]:
        text = super().clean(value)
        parts = text.replace(";", " ").replace(",", " ").split()
        if not all(part.isdecimal() and len(part) <= 3 for part in parts):
            raise ValidationError(self.error_messages["unreadable"], code="unreadable")
        # Day 0 has the invitation itself.
        days = sorted({int(part) for part in parts} - {0})
        if len(days) > MOST_REMINDERS:
            raise ValidationError(self.error_messages["too_many"], code="too_many")
        return days

    def prepare_value(self, value: object) -> object:
        return ", ".join(map(str, value)) if isinstance(value, list) else value


class ImportField(forms.ModelChoiceField):
    def __init__(self, **more) -> None:
        super().__init__(MemberImport.objects.none(), to_field_name="public_id", **more)

    def label_from_instance(self, table: MemberImport) -> str:
        return import_words(table, table.invited)


class CampaignForm(InBothLanguages):
    IN_BOTH = ("welcome",)

    name = LineField(
        label=_("Name of the campaign"),
        max_length=120,
        help_text=_("Members read it in letters, for example: Digital readiness 2026."),
        error_messages={"required": PROBLEMS["name_missing"]},
    )
    index = forms.ChoiceField(label=_("What they answer"))
    begins_on = _day(
        label=_("Begins on"),
        error_messages={"required": PROBLEMS["day_missing"]},
    )
    ends_on = _day(
        label=_("Ends on"),
        help_text=_("The last day on which links begin anything. You can extend it."),
        error_messages={"required": PROBLEMS["day_missing"]},
    )
    target = forms.ChoiceField(
        label=_("Whom to invite"),
        widget=forms.RadioSelect,
        choices=Campaign.Target.choices,
    )
    sector = filter_by("sector")
    size = filter_by("size")
    area = filter_by("area")
    table = ImportField(label=_("Which import"), required=False)
    welcome_vi = TextField(
        label=_("Your words to members, in Vietnamese"),
        max_length=1000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("They stand in the letter and on the first page of the link."),
    )
    welcome_en = TextField(
        label=_("The same in English"),
        max_length=1000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    reminder_days = ReminderDaysField(
        label=_("Remind after so many days"),
        max_length=40,
        required=False,
        help_text=_(
            "Counted from the beginning, for example 7, 14. Only those who have not "
            "finished are reminded."
        ),
    )
    quiet_from = forms.TypedChoiceField(
        label=_("No letters from"), coerce=int, choices=HOURS
    )
    quiet_until = forms.TypedChoiceField(
        label=_("No letters until"), coerce=int, choices=HOURS
    )
    on_working_days = forms.BooleanField(
        label=_("Letters on working days only, not on weekends and holidays"),
        required=False,
    )

    def __init__(
        self,
        *args,
        association: Organisation,
        today: date,
        **kwargs,
    ) -> None:
        super().__init__(*args, **kwargs)
        self._offer_imports(association)
        self.today = today
        self.versions = {str(each.pk): each for each in open_indexes()}
        self.fields["index"].choices = [
            (key, in_language(version.index.short_title))
            for key, version in self.versions.items()
        ]
        usual = offer(list(self.versions.values()), [USUAL_SIZE], today)
        if usual is not None:
            self.fields["index"].initial = str(usual.version.pk)

    def _offer_imports(self, association: Organisation) -> None:
        """Where there is none, nobody is led to choose it."""
        imports = imports_to_invite(association)
        self.fields["table"].queryset = imports
        self.has_imports = imports.exists()
        if not self.has_imports:
            self.fields["target"].choices = [
                (target, words)
                for target, words in Campaign.Target.choices
                if target != Campaign.Target.IMPORTED
            ]

    def clean_index(self) -> IndexVersion:
        return self.versions[self.cleaned_data["index"]]

    def clean(self) -> dict:
        fields = super().clean()
        begins_on, ends_on = fields.get("begins_on"), fields.get("ends_on")
        if begins_on and ends_on:
            self._check_period(begins_on, ends_on)
        # Vietnamese is what every letter falls back on.
        if fields.get("welcome_en") and not fields.get("welcome_vi"):
            self.add_error("welcome_vi", PROBLEMS["vietnamese_missing"])
        # A filter of nothing would invite everybody, though somebody meant to choose.
        is_filtered = fields.get("target") == Campaign.Target.FILTERED
        if is_filtered and not any(fields.get(name) for name in CHOSEN):
            self.add_error("target", PROBLEMS["nothing_chosen"])
        is_imported = fields.get("target") == Campaign.Target.IMPORTED
        # Not said a second time where the choice itself was wrong.
        if is_imported and not (fields.get("table") or "table" in self.errors):
            self.add_error("table", PROBLEMS["import_missing"])
        return fields

    def _check_period(self, begins_on: date, ends_on: date) -> None:
        if ends_on < begins_on:
            self.add_error("ends_on", PROBLEMS["period_backwards"])
        elif ends_on < self.today:
            self.add_error("ends_on", PROBLEMS["period_over"])
        elif ends_on - begins_on > LONGEST:
            self.add_error("ends_on", PROBLEMS["period_too_long"])

    def plan(self) -> Plan:
        fields = self.cleaned_data
        chosen = {name: fields[name] for name in CHOSEN if fields[name]}
        is_filtered = fields["target"] == Campaign.Target.FILTERED
        is_imported = fields["target"] == Campaign.Target.IMPORTED
        return Plan(
            name=fields["name"],
            index_version=fields["index"],
            begins_on=fields["begins_on"],
            ends_on=fields["ends_on"],
            target=fields["target"],
            # What was chosen before another target was ticked must not narrow that one.
            chosen=chosen if is_filtered else {},
            table=fields["table"] if is_imported else None,
            welcome=self.texts("welcome"),
            reminder_days=fields["reminder_days"],
            quiet_from=fields["quiet_from"],
            quiet_until=fields["quiet_until"],
            on_working_days=fields["on_working_days"],
        )


class ExtendForm(forms.Form):
    ends_on = _day(
        label=_("New last day"),
        error_messages={"required": PROBLEMS["day_missing"]},
    )


class CloseForm(forms.Form):
    because = TextField(
        label=_("Why is it closed before its time?"),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"required": PROBLEMS["reason_missing"]},
    )


class CallForm(forms.Form):
    outcome = forms.ChoiceField(
        label=_("How did it go?"),
        widget=forms.RadioSelect,
        choices=Call.Outcome.choices,
        error_messages={"required": PROBLEMS["outcome_missing"]},
    )
    note = TextField(
        label=_("Note"),
        max_length=1000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    next_on = _day(label=_("Ring again on"), required=False)
    is_followed = forms.BooleanField(label=_("I follow this member"), required=False)


class PeopleForm(forms.Form):
    """Stands in the address; what cannot be read there filters nothing."""

    WORDS: ClassVar = {
        "group": "nhom",
        "page": "phan",
        "name": "ten",
        "sector": "nganh",
        "size": "quymo",
        "is_mine": "cuatoi",
    }

    group = forms.ChoiceField(label=_("Which of them"), required=False)
    page = LineField(label=_("Part"), max_length=64, required=False)
    name = LineField(label=_("Name of the member"), max_length=200, required=False)
    sector = filter_by("sector")
    size = filter_by("size")
    is_mine = forms.BooleanField(label=_("Only those I follow"), required=False)

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        words = [*GROUPS, RING_TODAY, STOPPED_HALFWAY]
        self.fields["group"].choices = [("", ""), *((word, word) for word in words)]
        for name in ("name", "sector", "size"):
            self.fields[name].widget.attrs["class"] = "input"

    def add_prefix(self, field_name: str) -> str:
        return self.WORDS.get(field_name, field_name)

    def filters(self) -> Filters:
        self.is_valid()
        return Filters(**self.cleaned_data)
