"""What every page must be, checked on its bytes: call `assert_clean_page(response)` in its test."""

import gzip
import re
from html.parser import HTMLParser

from django.http import HttpResponse

CONTROLS = {"input", "select", "textarea"}
# As Python writes an object that a page forgot to ask for its name.
OBJECT = re.compile(r"\b[A-Z]\w+\(\w+='| object at 0x|<bound method")
MOST_OF_A_PAGE = 15 * 1024  # bytes, as they go over the line
NEEDS_NO_LABEL = {"hidden", "submit", "button", "image", "reset"}


class Page(HTMLParser):
    """Collects what a Content-Security-Policy would block and what a screen reader would miss."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.faults: list[str] = []
        self.ids: list[str] = []
        self.labelled: set[str] = set()
        self.controls: list[dict] = []
        self.references: list[str] = []
        self.headings = {"h1": 0, "main": 0, "title": 0}
        self.open_labels = 0
        self.script_source: str | None = ""
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        attributes = dict(attrs)
        if tag in self.headings:
            self.headings[tag] += 1
        if "id" in attributes:
            self.ids.append(attributes["id"] or "")
        self._blocked_by_policy(tag, attributes)
        if tag == "html" and not attributes.get("lang"):
            self.faults.append("<html> says no language")
        if tag == "img" and "alt" not in attributes:
            self.faults.append(f"image without alt: {attributes.get('src')}")
        if tag == "label":
            self.open_labels += 1
            self.labelled.add(attributes.get("for") or "")
        for name in ("aria-describedby", "aria-labelledby"):
            self.references += (attributes.get(name) or "").split()
        if tag in CONTROLS and attributes.get("type") not in NEEDS_NO_LABEL:
            self.controls.append({**attributes, "inside a label": self.open_labels > 0})

    def _blocked_by_policy(self, tag: str, attributes: dict) -> None:
        self.faults += [
            f"<{tag} {name}>"
            for name in attributes
            if name == "style" or name.startswith("on")
        ]
        if tag == "style":
            self.faults.append("<style>")
        if tag == "script":
            # Data for search engines is no code: no browser runs it, and no policy asks for it.
            is_data = attributes.get("type") == "application/ld+json"
            self.script_source = "data" if is_data else attributes.get("src")
        for name in ("src", "href", "action"):
            address = attributes.get(name) or ""
            if address.startswith("javascript:") or (
                tag in ("script", "link", "img") and "//" in address
            ):
                self.faults.append(f"<{tag} {name}={address!r}>")

    def handle_endtag(self, tag: str) -> None:
        if tag == "label":
            self.open_labels -= 1

    def handle_data(self, data: str) -> None:
        if written := OBJECT.search(data):
            self.faults.append(f"an object instead of words: {written[0]!r}")
        if self.script_source is None and data.strip():
            self.faults.append(f"inline script: {data.strip()[:60]!r}")
            self.script_source = ""

    def unlabelled(self) -> list[str]:
        return [
            f"control without label: {control.get('name') or control.get('id')}"
            for control in self.controls
            if not control["inside a label"]
            and control.get("id") not in self.labelled
            and not control.get("aria-label")
            and not control.get("aria-labelledby")
        ]


def assert_clean_page(page: HttpResponse | str, *, fragment: bool = False) -> None:
    """Nothing inline and nothing from elsewhere; a title, one h1, labels, ids used once."""
    html = page if isinstance(page, str) else page.content.decode()
    seen = Page(html)
    faults = seen.faults + seen.unlabelled()
    faults += [
        f"id used twice: {name}"
        for name in sorted(set(seen.ids))
        if seen.ids.count(name) > 1
    ]
    faults += [
        f"points to a missing id: {name}"
        for name in seen.references
        if name not in seen.ids
    ]
    if not fragment:
        # <title> also stands inside inline pictures, so it may appear more often than once.
        faults += [
            f"{seen.headings[tag]} × <{tag}>"
            for tag in ("h1", "main")
            if seen.headings[tag] != 1
        ]
        faults += [] if seen.headings["title"] else ["no <title>"]
    assert not faults, "\n".join(faults)


def weight_of(response: HttpResponse) -> int:
    """Bytes of a page over the line; 0 of what is none."""
    is_page = response.headers.get("Content-Type", "").startswith("text/html")
    if response.streaming or not is_page:
        return 0
    return len(gzip.compress(response.content))
