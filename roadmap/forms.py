"""What a month has for the steps: hours of work, and money."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from language.fields import FriendlyNumberField
from language.formats import grouped
from roadmap.planning.plan import Pace, usual_hours
from roadmap.wording import PROBLEMS

# A person has about so many hours of work in a month.
HOURS_OF_PERSON = 176
MOST_HOURS = 20_000
# Below that a plan would wait for years before its first step that costs anything.
LEAST_MONEY, MOST_MONEY = 100_000, 10**12


class PaceForm(forms.Form):
    """Both may be left empty: what firms of this size usually do, and no limit of money."""

    hours = FriendlyNumberField(
        label=_("Hours a month for these steps"),
        required=False,
        max_length=20,
        problems={"unreadable": "unreadable_count"},
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
    )
    budget = FriendlyNumberField(
        label=_("Money a month for these steps, in đồng"),
        required=False,
        max_length=30,
        help_text=_(
            "Left empty: little in the first three months, then no limit. What is not used in "
            "a month is saved up for the next."
        ),
        widget=forms.TextInput(attrs={"inputmode": "text", "autocomplete": "off"}),
    )

    def __init__(self, *args, size: str, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        text = _(
            "All people together. Left empty: about %(usual)s hours, as firms of your size "
            "usually do; one person full time is about %(person)s."
        )
        usual = grouped(usual_hours(size))
        params = {"usual": usual, "person": grouped(HOURS_OF_PERSON)}
        self.fields["hours"].help_text = text % params

    def clean_hours(self) -> int | None:
        return _within(self.cleaned_data["hours"], 1, MOST_HOURS, "hours_out_of_range")

    def clean_budget(self) -> int | None:
        budget = self.cleaned_data["budget"]
        return _within(budget, LEAST_MONEY, MOST_MONEY, "money_out_of_range")

    def pace(self) -> Pace:
        return Pace(self.cleaned_data["hours"], self.cleaned_data["budget"])


def _within(number: int | None, least: int, most: int, code: str) -> int | None:
    if number is None or least <= number <= most:
        return number
    params = {"least": grouped(least), "most": grouped(most)}
    raise ValidationError(PROBLEMS[code] % params, code=code)
