"""What is typed off a printed report."""

import re
from decimal import Decimal

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from language.fields import one_line
from survey.results.printed import Printed
from survey.results.verification import normalised_code

LONGEST_CODE = 40  # of what is looked up; no code is as long
LONGEST_NAME = 200
NONE_YET = "–"  # printed in the place of a level

# Grouped by threes or not at all, with decimals or without, in each language.
_VIETNAMESE = re.compile(r"(?:\d{1,3}(?:\.\d{3})+|\d+)(?:,\d+)?")
_ENGLISH = re.compile(r"(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?")
_SHARE = re.compile(
    r"(?P<points>[\d.,]+)"
    r"(?:\s*(?:/|trên|of)\s*(?P<maximum>[\d.,]+))?"
    r"\s*(?:điểm|points?)?",
    re.IGNORECASE,
)


def readings(typed: str) -> frozenset[Decimal]:
    """Every number that the digits can be: a report is printed in two languages."""
    found = set()
    if _VIETNAMESE.fullmatch(typed):
        found.add(Decimal(typed.replace(".", "").replace(",", ".")))
    if _ENGLISH.fullmatch(typed):
        found.add(Decimal(typed.replace(",", "")))
    return frozenset(found)


class PrintedForm(forms.Form):
    code = forms.CharField(
        label=_("Verification code"),
        max_length=LONGEST_CODE,
        help_text=_("Twelve letters and digits, such as K7QM-2FXT-9HJP"),
        widget=forms.TextInput({"autocapitalize": "characters", "spellcheck": "false"}),
        error_messages={"required": _("Please type the code of the report.")},
    )
    name = forms.CharField(
        label=_("Name of the enterprise"),
        max_length=LONGEST_NAME,
        help_text=_("As printed, with every mark. Capital letters do not matter."),
        error_messages={"required": _("Please type the name as it is printed.")},
    )
    level = forms.CharField(
        label=_("Level"),
        max_length=60,
        help_text=_("The number is enough, such as 3; a dash where there is no level."),
        error_messages={"required": _("Please type the level as it is printed.")},
    )
    points = forms.CharField(
        label=_("Points"),
        max_length=40,
        help_text=_("Such as 117, or 117/195 to check both numbers"),
        error_messages={"required": _("Please type the points as they are printed.")},
    )
    day = forms.DateField(
        label=_("Date of assessment"),
        required=False,
        help_text=_("Such as 20/11/2026"),
        error_messages={"invalid": _("Please type the date like 20/11/2026.")},
    )

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        # What somebody else typed on this machine is nobody's business.
        for field in self.fields.values():
            field.widget.attrs["autocomplete"] = "off"

    def clean_code(self) -> str:
        code = normalised_code(self.cleaned_data["code"])
        if not code:
            raise ValidationError(self.fields["code"].error_messages["required"])
        return code

    def clean_name(self) -> str:
        return one_line(self.cleaned_data["name"])

    def clean_level(self) -> int | None:
        typed = self.cleaned_data["level"]
        numbers = re.findall(r"\d+", typed)
        if len(numbers) == 1:
            return int(numbers[0])
        if typed in (NONE_YET, "-"):
            return None
        raise ValidationError(
            _("Please type the number of the level, such as 3."), code="level"
        )

    def clean_points(self) -> tuple[frozenset[Decimal], frozenset[Decimal] | None]:
        share = _SHARE.fullmatch(self.cleaned_data["points"])
        numbers = list(map(readings, filter(None, share.groups()))) if share else []
        if not numbers or not all(numbers):
            raise ValidationError(
                _("Please type the points like 117 or 117/195."), code="points"
            )
        points, maximum = [*numbers, None][:2]
        return points, maximum

    @property
    def printed(self) -> Printed:
        clean = self.cleaned_data
        points, maximum = clean["points"]
        return Printed(clean["name"], clean["level"], points, maximum, clean["day"])
