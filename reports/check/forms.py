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
_VIETNAMESE = re.compile(r"-?(?:\d{1,3}(?:\.\d{3})+|\d+)(?:,\d+)?")
_ENGLISH = re.compile(r"-?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?")
# Below nothing where answers take points away.
_NUMBER = r"-?[\d.,]+"
_SIGN = r"(?:%|phần trăm|per ?cent)"
# "28,6": the large number without its sign, or the points
_BARE = re.compile(rf"(?P<bare>{_NUMBER})")
# "117 điểm", "117/195", "117 trên 195 điểm (60,0 %)"
_SHARE = re.compile(
    rf"(?P<points>{_NUMBER})"
    r"(?:\s*(?:/|trên|of)\s*(?P<maximum>[\d.,]+))?"
    r"\s*(?:điểm|points?)?"
    rf"(?:[\s(]+(?P<percent>{_NUMBER})\s*{_SIGN}\s*\)?|\s*\((?P<no_percent>-)\))?",
    re.IGNORECASE,
)
# "28,6 %", "(28,6 %)", "60,0 % tổng điểm (117 trên 195)"
_PERCENT_FIRST = re.compile(
    rf"\(?(?:(?P<percent>{_NUMBER})\s*{_SIGN}|(?P<no_percent>-))[^\d%(]*"
    rf"(?:\((?P<points>{_NUMBER})\s*(?:/|trên|of)\s*(?P<maximum>[\d.,]+)\))?",
    re.IGNORECASE,
)
_FORMS = (_BARE, _SHARE, _PERCENT_FIRST)
_MOST_PERCENT = 100
# "3", "Mức độ 3", "Mức 3: Hình thành", "3 · Hình thành", "3 (Hình thành)", "3 Hình thành"
_LEVEL = re.compile(
    r"\D*(?P<number>\d+)"
    r"(?:\s*[:·.,-]\s*(?P<name>.*)|\s*\((?P<inside>.*)\)|\s+(?P<beside>[^\d\s].*))?"
)
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
    """What each of the typed numbers can be: percent, points, maximum, or one that is bare."""
    numbers: Numbers = {}
    if share.pop("no_percent", None):
        numbers["percent"] = frozenset([None])
    for name, typed in share.items():
        if typed is not None:
            numbers[name] = readings(typed)
    return numbers


def _can_be(numbers: Numbers) -> bool:
    """No percent is above a hundred: two numbers ran into each other."""
    percents = numbers.get("percent", ())
    return not percents or any(
        percent is None or percent <= _MOST_PERCENT for percent in percents
    )


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
        label=_("Percent or points"),
        max_length=100,
        help_text=_(
            "The percent that is printed large, such as 28.6%; or the points: 117/195"
        ),
        error_messages={
            "required": _("Please type the percent as it is printed, such as 28.6%.")
        },
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
            name = read["name"] or read["inside"] or read["beside"]
            return int(read["number"]), name or ""
        raise ValidationError(
            _("Please type the number of the level, such as 3."), code="level"
        )

    def clean_points(self) -> Numbers:
        typed = self.cleaned_data["points"]
        for form in _FORMS:
            share = form.fullmatch(typed)
            numbers = _numbers_of(share.groupdict()) if share else {}
            if numbers and all(numbers.values()) and _can_be(numbers):
                return numbers
        raise ValidationError(
            _("Please type the percent like 28.6%, or the points like 117/195."),
            code="points",
        )

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
