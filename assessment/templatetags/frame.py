"""What every page's template may use: texts in the reader's language, numbers as written, fields, levels."""

from collections.abc import Mapping
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from typing import Any

from django import template
from django.forms import (
    BaseForm,
    BoundField,
    CheckboxInput,
    CheckboxSelectMultiple,
    RadioSelect,
)
from django.utils import formats, timezone
from django.utils.translation import get_language

from scoring.percent import rounded

register = template.Library()
Number = int | float | Decimal
NO_BREAK_SPACE = "\u00a0"


def text_of(texts: Mapping[str, str] | str | None) -> str:
    """The active language of a {vi, en} map; Vietnamese when that language is missing."""
    if not isinstance(texts, Mapping):
        return str(texts or "")
    return (
        texts.get((get_language() or "vi")[:2])
        or texts.get("vi")
        or next(iter(texts.values()), "")
    )


register.filter("text", text_of)
register.simple_tag(text_of, name="text")


@register.filter
def grouped(value: Number | None, places: int | None = None) -> str:
    """1500000000 → 1.500.000.000 in Vietnamese, 1,500,000,000 in English; nothing for nothing."""
    if value is None or value == "":
        return ""
    number = Decimal(str(value))
    if places is not None:
        # Django cuts off what it does not show; people round.
        number = number.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)
    elif number == number.to_integral_value():
        number = number.quantize(Decimal(1))
    return formats.number_format(
        number, decimal_pos=places, use_l10n=True, force_grouping=True
    )


@register.filter
def vnd(value: Number | None) -> str:
    """1500000000 → 1.500.000.000 ₫, never broken across lines."""
    written = grouped(value, 0)
    return f"{written}{NO_BREAK_SPACE}₫" if written else ""


@register.filter
def percent(value: Number | Fraction | None, places: int = 1) -> str:
    """36.875 → 36,9 % in Vietnamese, never broken; 36.9% in English. The percent itself, not a share of one."""
    if isinstance(value, Fraction):
        value = rounded(value)
    written = grouped(value, places)
    gap = "" if (get_language() or "vi").startswith("en") else NO_BREAK_SPACE
    return f"{written}{gap}%" if written else ""


@register.filter
def day(value: Any) -> str:
    """A date, or the date of a moment as Vietnam's clock has it: 22/11/2026."""
    if not value:
        return ""
    local = (
        timezone.localtime(value)
        if hasattr(value, "hour") and timezone.is_aware(value)
        else value
    )
    return formats.date_format(local, "SHORT_DATE_FORMAT")


@register.filter
def month_of_wording(name: str) -> str:
    """The wording of a consent as its reader knows it, by its month: share-2026-11 → 11/2026."""
    *_about, year, month = ["", "", *name.split("-")]
    return f"{month}/{year}" if year.isdigit() else name


@register.inclusion_tag("assessment/frame/level_badge.html")
def level_badge(
    level: int | None, name: Mapping[str, str] | str = "", size: str = ""
) -> dict:
    return {"level": level, "name": text_of(name), "size": size}


@register.inclusion_tag("assessment/frame/bar.html")
def bar(percent: Number) -> dict:
    """A thin bar for a percent that is also written beside it."""
    return {"width": f"{min(max(float(percent), 0), 100):.1f}"}


@register.inclusion_tag("assessment/frame/field.html")
def form_field(field: BoundField, *, says_optional: bool = True) -> dict:
    """Label, hint, input and error in the frame's way; the input is tied to hint and error for screen readers.

    says_optional: not where the hint tells when it is needed.
    """
    widget = field.field.widget
    error_id = f"{field.html_name}-error"
    hint_id = f"{field.auto_id}_helptext"
    described = [hint_id] * bool(field.help_text) + [error_id] * bool(field.errors)
    is_group = isinstance(widget, RadioSelect | CheckboxSelectMultiple)
    return {
        "field": field,
        "is_group": is_group,
        "is_optional": says_optional and not field.field.required,
        "is_check": isinstance(widget, CheckboxInput),
        "control": "" if is_group else _control(field, " ".join(described)),
        "described": " ".join(described),
        "error_id": error_id,
        "hint_id": hint_id,
    }


def _control(field: BoundField, described: str) -> str:
    widget = field.field.widget
    attributes = {"aria-describedby": described} if described else {}
    if not isinstance(widget, CheckboxInput):
        attributes["class"] = f"input {widget.attrs.get('class', '')}".strip()
    return field.as_widget(attrs=attributes)


@register.inclusion_tag("assessment/frame/error_summary.html")
def error_summary(form: BaseForm) -> dict:
    """All errors of a form on top of it, each a link to its field."""
    fields = [
        {
            "target": field.id_for_label or f"{field.auto_id}_0",
            "label": _head(field),
            "errors": field.errors,
        }
        for field in form
        if field.errors
    ]
    return {
        "general": form.non_field_errors(),
        "fields": fields,
        "any": bool(form.errors),
    }


def _head(field: BoundField) -> str:
    """What stands before an error in the summary: the label with its colon, unless it is a sentence of its own."""
    return "" if str(field.label).endswith((".", "?")) else f"{field.label}: "
