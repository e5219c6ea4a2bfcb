"""What is typed off a printed report."""

import re
from decimal import Decimal

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils import translation
from django.utils.translation import gettext_lazy as _

from language.fields import DayField, LineField, SignsField
from reports.wording.results import level
from survey.results.printed import Printed, is_same_name
from survey.results.verification import normalised_code

LONGEST_CODE = 40  # of what is looked up; no code is as long
LONGEST_NAME = 200

Numbers = dict[str, frozenset[Decimal | None]]

# Grouped by threes or not at all, with decimals or without, in each language.
_VIETNAMESE = re.compile(r"(?:\d{1,3}(?:\.\d{3})+|\d+)(?:,\d+)?")
_ENGLISH = re.compile(r"(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?")
# "117", "117/195", "117 trên 195 điểm (60,0 %)"
_SHARE = re.compile(
    r"(?P<points>[\d.,]+)"
    r"(?:\s*(?:/|trên|of)\s*(?P<maximum>[\d.,]+))?"
    r"\s*(?:điểm|points?)?"
    r"(?:[\s(]+(?P<percent>[\d.,]+)\s*%\s*\)?|\s*\((?P<no_percent>-)\))?",
    re.IGNORECASE,
)
# "60,0 % tổng điểm (117 trên 195)"
_PERCENT_FIRST = re.compile(
    r"(?:(?P<percent>[\d.,]+)\s*%|(?P<no_percent>-))[^\d%(]*"
    r"\((?P<points>[\d.,]+)\s*(?:/|trên|of)\s*(?P<maximum>[\d.,]+)\)",
    re.IGNORECASE,
)
# "3", "Mức độ 3", "Mức 3: Hình thành", "3 · Hình thành"
_LEVEL = re.compile(r"[^\d:·]*(?P<number>\d+)\s*(?:[:·]\s*(?P<name>.*))?")
_DASH = "-"  # in the place of a level


def readings(typed: str) -> frozenset[Decimal]:
    """Every number that the digits can be: a report is printed in two languages."""
    found = set()
    if _VIETNAMESE.fullmatch(typed):
        found.add(Decimal(typed.replace(".", "").replace(",", ".")))
    if _ENGLISH.fullmatch(typed):
        found.add(Decimal(typed.replace(",", "")))
    return frozenset(found)


def _numbers_of(share: dict[str, str | None]) -> Numbers:
    """What each of the numbers can be: points, and maximum and percent where they were typed."""
    numbers: Numbers = {}
    if share.pop("no_percent"):
        numbers["percent"] = frozenset([None])
    for name, typed in share.items():
        if typed is not None:
            numbers[name] = readings(typed)
    return numbers


def _means_no_level(typed: str) -> bool:
    """As a report prints it, in whichever language."""
    if typed == _DASH:
        return True
    for language, _name in settings.LANGUAGES:
        with translation.override(language):
            printed = level(None)
        if is_same_name(typed, printed):
            return True
    return False


class PrintedForm(forms.Form):
    code = SignsField(
        label=_("Verification code"),
        max_length=LONGEST_CODE,
        help_text=_("Twelve letters and digits, such as K7QM-2FXT-9HJP"),
        widget=forms.TextInput({"autocapitalize": "characters", "spellcheck": "false"}),
        error_messages={"required": _("Please type the code of the report.")},
    )
    name = LineField(
        label=_("Name of the enterprise"),
        max_length=LONGEST_NAME,
        help_text=_("As printed, with every mark. Capital letters do not matter."),
        error_messages={"required": _("Please type the name as it is printed.")},
    )
    level = SignsField(
        label=_("Level"),
        max_length=LONGEST_NAME,
        help_text=_("The number is enough, such as 3; a dash where there is no level."),
        error_messages={"required": _("Please type the level as it is printed.")},
    )
    points = SignsField(
        label=_("Points"),
        max_length=100,
        help_text=_("Such as 117, or 117/195 to check both numbers"),
        error_messages={"required": _("Please type the points as they are printed.")},
    )
    day = DayField(
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

    def clean_level(self) -> tuple[int | None, str]:
        """Its number, and its name where that was typed too."""
        typed = self.cleaned_data["level"]
        if _means_no_level(typed):
            return None, ""
        read = _LEVEL.fullmatch(typed)
        if read:
            return int(read["number"]), read["name"] or ""
        raise ValidationError(
            _("Please type the number of the level, such as 3."), code="level"
        )

    def clean_points(self) -> Numbers:
        typed = self.cleaned_data["points"]
        share = _SHARE.fullmatch(typed) or _PERCENT_FIRST.fullmatch(typed)
        numbers = _numbers_of(share.groupdict()) if share else {}
        if not numbers or not all(numbers.values()):
            raise ValidationError(
                _("Please type the points like 117 or 117/195."), code="points"
            )
        return numbers

    @property
    def printed(self) -> Printed:
        clean = self.cleaned_data
        number, level_name = clean["level"]
        return Printed(
            name=clean["name"],
            level=number,
            level_name=level_name,
            day=clean["day"],
            **clean["points"],
        )
