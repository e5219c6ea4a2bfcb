"""What every template may use: texts in the reader's language, numbers, fields, levels."""

from collections.abc import Mapping

from django import template
from django.core.paginator import Page
from django.forms import (
    BaseForm,
    BoundField,
    CheckboxInput,
    CheckboxSelectMultiple,
    RadioSelect,
)
from django.http import QueryDict

from accounts.pages import OnwardPage
from language.formats import Number, day, grouped, half_hidden, percent, vnd
from language.texts import in_language

register = template.Library()


register.filter("text", in_language)
register.simple_tag(in_language, name="text")
register.filter("grouped", grouped)
register.filter("vnd", vnd)
register.filter("percent", percent)
register.filter("day", day)
register.filter("half_hidden", half_hidden)


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
    width = min(max(float(percent), 0), 100)
    return {"width": f"{width:.1f}"}


@register.inclusion_tag("assessment/frame/page_links.html", takes_context=True)
def page_links(context: template.Context, page: Page, name: str) -> dict:
    """The ways to the pages before and after; name: what a page is called in addresses."""
    asked = context["request"].GET
    before = after = ""
    if page.has_previous():
        before = _with_page(asked, name, page.previous_page_number())
    if page.has_next():
        after = _with_page(asked, name, page.next_page_number())
    is_counted = not isinstance(page, OnwardPage)
    return {"page": page, "before": before, "after": after, "is_counted": is_counted}


def _with_page(asked: QueryDict, name: str, number: int) -> str:
    """The address of the same list at another page."""
    query = QueryDict(mutable=True)
    # A form sends what was left empty as well.
    for word, values in asked.lists():
        query.setlist(word, list(filter(None, values)))
    query[name] = str(number)
    return f"?{query.urlencode()}"


@register.inclusion_tag("assessment/frame/field.html")
def form_field(field: BoundField, *, says_optional: bool = True) -> dict:
    """Label, hint, input and error in the frame's way.

    The input is tied to hint and error for screen readers.
    says_optional: not where the hint tells when it is needed.
    """
    widget = field.field.widget
    error_id = f"{field.html_name}-error"
    hint_id = f"{field.auto_id}_helptext"
    described = []
    if field.help_text:
        described.append(hint_id)
    if field.errors:
        described.append(error_id)
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
    fields = []
    for field in form:
        if not field.errors:
            continue
        # A group of choices has no input of its own to jump to: its first one serves.
        target = field.id_for_label or f"{field.auto_id}_0"
        row = {"target": target, "label": _head(field), "errors": field.errors}
        fields.append(row)
    return {
        "general": form.non_field_errors(),
        "fields": fields,
        "any": bool(form.errors),
    }


def _head(field: BoundField) -> str:
    """What stands before an error in the summary: the label with its colon."""
    if str(field.label).endswith((".", "?")):
        return ""  # a sentence of its own leads to no other
    return f"{field.label}: "
