"""Our own handful of icons: one stroke weight, on a grid of 24, always beside a word."""

from functools import cache

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

register = template.Library()

PATHS = {
    "arrow-left": "M19 12H5M11 6l-6 6 6 6",
    "arrow-right": "M5 12h14M13 6l6 6-6 6",
    "building": "M5 21V4h9v17M14 10h5v11M3 21h18M8.5 8h2M8.5 12h2M8.5 16h2",
    "check": "M5 12.5l4.5 4.5L19 7",
    "chevron": "M6 9l6 6 6-6",
    "clock": "M12 3.5a8.5 8.5 0 1 0 0 17 8.5 8.5 0 0 0 0-17zM12 7.5V12l3 2",
    "close": "M6 6l12 12M18 6L6 18",
    "download": "M12 4v11M7 11l5 5 5-5M5 20h14",
    "info": "M12 3.5a8.5 8.5 0 1 0 0 17 8.5 8.5 0 0 0 0-17zM12 11v5M12 7.6v.1",
    "lock": "M6 11h12v9H6zM8.5 11V8a3.5 3.5 0 0 1 7 0v3",
    "mail": "M4 6h16v12H4zM4 7l8 6 8-6",
    "menu": "M4 7h16M4 12h16M4 17h16",
    "phone": (
        "M6 4h3.5l1.5 4-2 1.5a11 11 0 0 0 5.5 5.5l1.5-2 4 1.5V18a2 2 0 0 1-2 2"
        "A14 14 0 0 1 4 6a2 2 0 0 1 2-2z"
    ),
    "plus": "M12 5v14M5 12h14",
    "print": "M7 9V4h10v5M7 17H4v-7h16v7h-3M7 14h10v6H7z",
    "search": "M10.5 4a6.5 6.5 0 1 0 0 13 6.5 6.5 0 0 0 0-13zM15.5 15.5L20 20",
    "share": "M12 15V4M8 7.5L12 4l4 3.5M7 11H5v9h14v-9h-2",
    "warning": "M12 4L2.8 20h18.4zM12 10v4.5M12 17.3v.1",
}
SIZES = {"": "icon", "small": "icon icon--small", "large": "icon icon--large"}


# There is a handful of them, and a page has a hundred.
@register.simple_tag
@cache
def icon(name: str, size: str = "") -> SafeString:
    """An unknown name fails loudly: a page never goes out with a hole where a sign should be."""
    return format_html(
        '<svg class="{}" viewBox="0 0 24 24" fill="none" stroke="currentColor" '
        'stroke-width="1.75" stroke-linecap="round" stroke-linejoin="round" '
        'aria-hidden="true" focusable="false"><path d="{}"/></svg>',
        SIZES[size],
        mark_safe(PATHS[name]),  # noqa: S308  our own constant
    )
