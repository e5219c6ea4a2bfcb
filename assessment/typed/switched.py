"""What was typed goes along into another language: kept for one page, and put back into its form.

The page is rendered as ever; then the fields of its form (`id="form"`) are filled. So it works for
every form, drawn by whatever, and without scripts.
"""

import json
import re
from collections.abc import Mapping
from html import escape
from html.parser import HTMLParser

from django.http import HttpRequest, HttpResponse, QueryDict

# In the session: [path of the page, what was typed by field]; taken out when the page is drawn.
TYPED = "typed"
MOST = 50_000  # signs that are carried
# Of the switch itself, or made anew with each page.
OURS = {"csrfmiddlewaretoken", "here", "next", "posting", "text_version"}
PUT_BACK = "data-put-back"  # tells a script that counts what stands in the form
NOT_FILLED = {"hidden", "password", "file", "submit", "button", "image", "reset"}

FORM = re.compile(r'(<form[^>]*\bid="form"[^>]*>)(.*?)(</form>)', re.DOTALL)
_OF_FORM = re.compile(r'<\w+\b[^>]*\sform="form"')
FIELD = re.compile(
    r"<input\b[^>]*>|<textarea\b[^>]*>.*?</textarea>|<select\b[^>]*>.*?</select>",
    re.DOTALL,
)
OPTION = re.compile(r"<option\b[^>]*>")
CHOSEN = re.compile(r"\s(?:checked|selected)(?:=\"[^\"]*\")?(?=[\s/>])")
VALUE = re.compile(r"\svalue=\"[^\"]*\"")

Typed = Mapping[str, list[str]]


def typed_in(posted: QueryDict) -> dict[str, list[str]]:
    """What a person typed or chose; never a password."""
    typed = {}
    for name, values in posted.lists():
        if name not in OURS and "password" not in name:
            typed[name] = values
    return typed


def keep_typed(request: HttpRequest, page: str) -> None:
    typed = typed_in(request.POST)
    if any(map(any, typed.values())) and len(json.dumps(typed)) <= MOST:
        request.session[TYPED] = [page.partition("?")[0], typed]


def put_back(request: HttpRequest, response: HttpResponse) -> None:
    """Into the page that was meant, this one time."""
    if request.method != "GET" or TYPED not in request.session:
        return
    is_page = response.headers.get("Content-Type", "").startswith("text/html")
    if response.status_code != 200 or response.streaming or not is_page:
        return
    path, typed = request.session.pop(TYPED)
    if path == request.path:
        page = filled(response.content.decode(), typed)
        response.content = page.encode()


def filled(page: str, typed: Typed) -> str:
    """The page with this in the fields of its form, those that stand elsewhere included."""
    left = {name: list(values) for name, values in typed.items()}

    def fill_form(form: re.Match) -> str:
        fields = FIELD.sub(lambda field: _filled(field[0], left), form[2])
        begin = form[1].removesuffix(">")
        return f"{begin} {PUT_BACK}>{fields}{form[3]}"

    def fill_other(field: re.Match) -> str:
        is_of_form = _OF_FORM.match(field[0])
        return _filled(field[0], left) if is_of_form else field[0]

    return FIELD.sub(fill_other, FORM.sub(fill_form, page, count=1))


def _filled(field: str, left: dict[str, list[str]]) -> str:
    tag = _Tag(field)
    values = left.get(tag.name, [])
    if tag.kind == "select":
        return OPTION.sub(lambda option: _chosen(option[0], values), field)
    if tag.kind in ("checkbox", "radio"):
        return _chosen(field, values)
    if tag.kind in NOT_FILLED or not values:
        return field

    # Fields of one name, in the order of the page.
    value = escape(values.pop(0))
    if tag.kind == "textarea":
        return re.sub(
            r">.*</textarea>$",
            lambda _: f">\n{value}</textarea>",
            field,
            flags=re.DOTALL,
        )
    return _with(VALUE.sub("", field), f' value="{value}"')


def _chosen(tag: str, values: list[str]) -> str:
    without = CHOSEN.sub("", tag)
    if _Tag(tag).value not in values:
        return without
    return _with(without, " selected" if tag.startswith("<option") else " checked")


def _with(tag: str, attribute: str) -> str:
    head, end = re.fullmatch(r"(.*?)(\s*/?>)", tag, re.DOTALL).groups()
    return head + attribute + end


class _Tag(HTMLParser):
    """The first tag of a piece of a page."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.kind = self.name = ""
        self.value = "on"
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if self.kind:
            return
        attributes = dict(attrs)
        self.kind = (attributes.get("type") or "text") if tag == "input" else tag
        self.name = attributes.get("name") or ""
        self.value = attributes.get("value", "on") or ""
