"""A walk to every page that a person is led to: what is noted of each, in both languages."""

from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from django.urls import Resolver404, resolve
from playwright.sync_api import Response

from tests.browser.starts import GONE
from tests.browser.visitor import Visitor, barriers

# Patterns whose pages differ with the person: each looks at them.
SEEN_DIFFERENTLY = {
    "reports:result",
    "reports:answers",
    "own_home",
    "associations:consents",
    "privacy:mine",
    "survey:step",
}
FILES = {
    "associations:city_file",
    "associations:city_workbook",
    "associations:complaint_file",
    "associations:fetch_export",
    "associations:import_template",
    "associations:picture",
    "associations:review_file",
    "associations:review_lock_file",
    "associations:vetting_file",
    "privacy:copy",
    "privacy:data_flow_file",
    "providers:asked_file",
    "providers:complaint_file",
    "providers:desk_calendar",
    "providers:entry_file",
    "providers:own_file",
    "associations:provider_file",
    "providers:desk_csv",
    "providers:desk_xlsx",
    "providers:lead_file",
    "providers:vetting_file",
    "reports:chart",
    "reports:city_figures",
    "reports:partner_pdf",
    "reports:pdf",
    "reports:poster",
    "roadmap:calendar",
    "survey:evidence_file",
}
TEXTS = """() => {
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const texts = [];
  while (walker.nextNode()) {
    const parent = walker.currentNode.parentElement;
    const isOfPage = parent.closest("[lang]") === document.documentElement;
    if (!isOfPage || parent.closest("script, style, pre, code")) continue;
    texts.push(walker.currentNode.data.replace(/\\s+/g, " ").trim());
  }
  return texts.filter(Boolean);
}"""


@dataclass
class Look:
    """One page as one persona found it in one language."""

    who: str
    path: str
    language: str
    lang: str
    width: int
    policy: str
    texts: list[str]
    violations: list[str]

    @property
    def place(self) -> str:
        return f"{self.path} ({self.language}, {self.who or 'anybody'})"


@dataclass
class Walk:
    looks: list[Look] = field(default_factory=list)
    patterns: set[str] = field(default_factory=set)
    troubles: list[str] = field(default_factory=list)

    def go(self, who: str, person: Visitor, starts: list[str]) -> None:
        """Follow every link from these, one page for each address pattern."""
        waiting, mine = deque(starts), set()
        tried: set[str] = set()
        while waiting:
            path = waiting.popleft()
            if path in tried or not (path in starts or self._is_wanted(path, mine)):
                continue

            tried.add(path)
            response = open_page(person, path)
            arrived = pattern_of(urlsplit(person.page.url).path)
            if arrived in mine and path not in starts:
                continue

            mine.add(arrived)
            self.patterns |= {arrived, pattern_of(path)}
            waiting.extend(person.links())
            self._look_twice(who, person, path, response)
        self.troubles += person.troubles

    def _is_wanted(self, path: str, mine: set[str]) -> bool:
        pattern = pattern_of(path)
        is_new = pattern not in self.patterns or pattern in SEEN_DIFFERENTLY
        return bool(pattern) and is_new and pattern not in mine | FILES

    def _look_twice(
        self, who: str, person: Visitor, path: str, response: Response
    ) -> None:
        """At the page that is open, in Vietnamese, and at the same in English."""
        first = look_of(who, person, path, "vi", response)
        first.violations += barriers(person.page)
        person.speak("en")
        second = look_of(who, person, path, "en", open_page(person, path))
        # A word that is missing in one language alone; else nothing differs that a barrier is.
        if len(second.texts) != len(first.texts):
            second.violations += barriers(person.page, colours=False)
        person.speak("vi")
        self.looks += [first, second]

    def in_both(self) -> Iterator[tuple[Look, Look]]:
        """Each page in Vietnamese, and the same in English."""
        places = {(look.who, look.path, look.language): look for look in self.looks}
        for look in self.looks:
            english = places.get((look.who, look.path, "en"))
            if look.language == "vi" and english:
                yield look, english


def open_page(person: Visitor, path: str) -> Response:
    return person.go(path)


def pattern_of(path: str) -> str:
    """The name of the address pattern; one for the whole administration."""
    if path == GONE:
        return GONE
    try:
        match = resolve(path)
    except Resolver404:
        return ""
    return "admin" if match.namespace == "admin" else match.view_name


def look_of(
    who: str, person: Visitor, path: str, language: str, response: Response
) -> Look:
    page = person.page
    return Look(
        who=who,
        path=path,
        language=language,
        lang=page.locator("html").get_attribute("lang"),
        width=page.evaluate("document.scrollingElement.scrollWidth"),
        policy=response.headers.get("content-security-policy", ""),
        texts=page.evaluate(TEXTS),
        violations=[],
    )
