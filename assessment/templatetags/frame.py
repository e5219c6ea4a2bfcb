"""What every page's template may use: texts in the reader's language, numbers as written, fields, levels."""

from collections.abc import Mapping
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

from language.formats import Number, grouped, percent, vnd
from language.texts import in_language

register = template.Library()


register.filter("text", in_language)
register.simple_tag(in_language, name="text")
register.filter("grouped", grouped)
register.filter("vnd", vnd)
register.filter("percent", percent)


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
    if isinstance(name, Mapping):
        name = in_language(name)
    return {"level": level, "name": str(name or ""), "size": size}


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
