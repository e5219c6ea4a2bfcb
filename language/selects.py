"""A list to choose from, drawn at once: each option by templates of its own takes long."""

from collections.abc import Iterable, Mapping

from django import forms
from django.forms.utils import flatatt
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString


class Select(forms.Select):
    """The same signs as Django's: of 168 wards it draws 500 small templates on every page."""

    def render(
        self,
        name: str,
        value: object,
        attrs: Mapping[str, object] | None = None,
        renderer: object = None,
    ) -> SafeString:
        context = self.get_context(name, value, attrs)["widget"]
        groups = [_group(name, of_it) for name, of_it, _place in context["optgroups"]]
        return format_html(
            '<select name="{}"{}>{}</select>',
            context["name"],
            flatatt(_said(context["attrs"])),
            format_html_join("", "{}", ((group,) for group in groups)),
        )


def _group(name: str | None, options: Iterable[Mapping]) -> SafeString:
    """name: None where options stand in no group."""
    drawn = format_html_join(
        "",
        '<option value="{}"{}>{}</option>',
        (
            (option["value"], flatatt(_said(option["attrs"])), option["label"])
            for option in options
        ),
    )
    if name is None:
        return drawn
    return format_html('<optgroup label="{}">{}</optgroup>', name, drawn)


def _said(attributes: Mapping[str, object]) -> dict[str, object]:
    """As templates write them: nothing of what is not so, and numbers as they are."""
    return {
        key: value if isinstance(value, bool) else str(value)
        for key, value in attributes.items()
        if value is not None
    }
