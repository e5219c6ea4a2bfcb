"""Every page a person can come to, on a telephone: reachable, readable, in the right language.

Each persona starts at a few pages and follows every link it is shown, one page for each pattern.
A pattern nobody comes to fails the last test, unless it is named there with the reason.
"""

import re
from collections import defaultdict, deque
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from urllib.parse import urlsplit

import pytest
from django.urls import Resolver404, URLResolver, get_resolver, resolve
from playwright.sync_api import Browser, Page, Response

from accounts.demo import DEMO_ACCOUNTS
from tests.browser.site import Site
from tests.browser.visitor import PASSWORD, PHONE, Visitor, barriers

ANYBODY = ""
OWNER, COLLEAGUE, ASSOCIATION, PROVIDER, ADMINISTRATOR = (
    account.email for account in DEMO_ACCOUNTS
)
GONE = "/xem/het-han/"  # a link that was revoked, or never was
INDEX_PAGES = [
    "/bo-chi-so/",
    "/bo-chi-so/dbi-2025-sme/",
    "/bo-chi-so/dbi-2025-large/",
    "/bo-chi-so/dbi-2023-sme/",
]
STARTS = {
    ANYBODY: [
        "/",
        "/bat-dau/",
        "/doanh-nghiep/",
        "/xac-thuc/",
        "/tiep-tuc/mot-lien-ket/",
        "/loi-moi/mot-lien-ket/",
        *INDEX_PAGES,
        GONE,
    ],
    OWNER: [
        "/cua-toi/",
        "/doanh-nghiep/",
        "/dong-y/",
        "/tai-khoan/2fa/",
        "/tai-khoan/reauthenticate/",
    ],
    COLLEAGUE: ["/cua-toi/", "/dong-y/"],
    ASSOCIATION: ["/cua-toi/"],
    PROVIDER: ["/cua-toi/"],
    ADMINISTRATOR: ["/quan-tri/"],
}
OF_ACCOUNT = [
    "logout/",
    "inactive/",
    "email/",
    "password/change/",
    "password/reset/done/",
    "confirm-email/",
    "2fa/totp/activate/",
]
SEEN_DIFFERENTLY = {
    "reports:result",
    "reports:answers",
    "own_home",
    "associations:consents",
    "survey:step",
}
NO_PAGE = {
    "reports:pdf",
    "reports:chart",
    "roadmap:calendar",
    "survey:evidence_file",
}  # files
NEEDS = {
    "set_language": "answers POST only",
    "survey:answer": "answers POST only",
    "survey:figure": "answers POST only",
    "survey:forget": "answers POST only",
    "survey:submit": "answers POST only",
    "survey:next_round": "answers POST only",
    "survey:remove_evidence": "answers POST only",
    "survey:withdraw_invitation": "answers POST only",
    "survey:decide": "answers POST only",
    "survey:invited_answer": "answers POST only",
    "survey:invited": "an invitation opened in this browser, see test_confidence.py",
    "associations:review_evidence": "answers POST only, leads on otherwise",
    "roadmap:save": "answers POST only",
    "roadmap:carry": "answers POST only",
    "roadmap:tick": "answers POST only",
    "roadmap:remove": "answers POST only",
    "roadmap:leave_out": "answers POST only",
    "roadmap:take_back": "answers POST only",
    "associations:withdraw": "answers POST only",
    "associations:leave": "answers POST only",
    "reports:share_link": "answers POST only",
    "reports:start_elsewhere": "answers POST only",
    "reports:revoke_link": "answers POST only",
    "account_set_password": "an account without a password",
    "account_confirm_login_code": "codes by mail, switched off",
    "account_reset_password_from_key_done": "a password just set",
    "mfa_authenticate": "an authenticator",
    "mfa_reauthenticate": "an authenticator",
    "mfa_deactivate_totp": "an authenticator",
    "mfa_view_recovery_codes": "an authenticator",
    "mfa_generate_recovery_codes": "an authenticator",
    "mfa_download_recovery_codes": "an authenticator",
    "components": "no page for visitors",
}
TEXTS = """() => {
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const found = [];
  while (walker.nextNode()) {
    const parent = walker.currentNode.parentElement;
    const isOfPage = parent.closest("[lang]") === document.documentElement;
    if (!isOfPage || parent.closest("script, style")) continue;
    found.push(walker.currentNode.data.replace(/\\s+/g, " ").trim());
  }
  return found.filter(Boolean);
}"""
WORD = re.compile(r"\b[A-Za-z]?[a-z]+\b")  # no codes in capitals
SAME_IN_BOTH = re.compile(
    r"example$|@|\bISO |^https?:|Google|Facebook|Zalo|DBI|TOTP|\.(pdf|png|jpe?g)$", re.I
)


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
    looks: list[Look]
    patterns: set[str]
    troubles: list[str]

    def in_both(self) -> Iterator[tuple[Look, Look]]:
        english = {
            (look.who, look.path): look for look in self.looks if look.language == "en"
        }
        for look in self.looks:
            if look.language == "vi" and (look.who, look.path) in english:
                yield look, english[look.who, look.path]


@pytest.fixture(scope="module")
def walk(chromium: Browser, demo_site: Site) -> Walk:
    walk = Walk([], set(), [])
    extra = defaultdict(
        lambda: lambda person: [],
        {OWNER: _of_owner, ANYBODY: partial(_of_anybody, site=demo_site)},
    )
    for who, starts in STARTS.items():
        person = Visitor(chromium, demo_site.url)
        if who:
            person.sign_in(who)
        for path, response in _walked(person, [*extra[who](person), *starts], walk):
            walk.looks.append(_look(person, who, path, "vi", response))
            person.speak("en")
            walk.looks.append(_look(person, who, path, "en", _go(person, path)))
            person.speak("vi")
        walk.troubles += person.troubles
        person.leave()
    return walk


def _walked(
    person: Visitor, starts: list[str], walk: Walk
) -> Iterator[tuple[str, Response]]:
    """Pages not looked at yet, by following links from these; each is open when it is given out."""
    waiting, tried, mine = deque(starts), set(), set()
    while waiting:
        path = waiting.popleft()
        if (
            path in tried
            or not _pattern(path)
            or (_pattern(path) in mine | NO_PAGE and path not in starts)
        ):
            continue
        if path not in starts and _pattern(path) in walk.patterns - SEEN_DIFFERENTLY:
            continue
        tried.add(path)
        response = _go(person, path)
        pattern = _pattern(urlsplit(person.page.url).path)
        if pattern not in mine or path in starts:
            mine.add(pattern)
            walk.patterns |= {pattern, _pattern(path)}
            waiting.extend(_links(person.page))
            yield path, response


def _go(person: Visitor, path: str) -> Response:
    with person.tolerating(*([404] if path == GONE else [])):
        return person.go(path)


def _pattern(path: str) -> str:
    """The name of the address pattern; one for the whole administration."""
    if path == GONE:
        return GONE
    try:
        found = resolve(path)
    except Resolver404:
        return ""
    return "admin" if found.namespace == "admin" else found.view_name


def _links(page: Page) -> list[str]:
    addresses = page.eval_on_selector_all(
        "a[href]", "links => links.map(link => link.href)"
    )
    here = urlsplit(page.url).netloc
    return [
        parts.path
        for parts in map(urlsplit, addresses)
        if parts.netloc == here and "logout" not in parts.path
    ]


def _look(
    person: Visitor, who: str, path: str, language: str, response: Response
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
        violations=barriers(page),
    )


def _of_owner(owner: Visitor) -> list[str]:
    """Pages around a draft, which only buttons lead to; those of the account behind a password."""
    owner.go("/tai-khoan/2fa/totp/activate/")
    owner.page.fill("input[name=password]", PASSWORD)
    owner.page.locator("main form button.button").click()
    owner.page.wait_for_url("**/activate/")
    owner.go("/doanh-nghiep/")
    draft = owner.page.locator("a[href^='/danh-gia/']").first.get_attribute("href")
    base = draft.removesuffix("tiep/")
    around = [draft, *(f"{base}{part}/" for part in ("xem-lai", "de-sau", "ho-so"))]
    return [*around, *_elsewhere(owner), *(f"/tai-khoan/{path}" for path in OF_ACCOUNT)]


def _elsewhere(owner: Visitor) -> list[str]:
    """Not every index can be read under another one; the first result that leads there."""
    owner.go("/doanh-nghiep/")
    for path in [one for one in _links(owner.page) if one.startswith("/ket-qua/")]:
        owner.go(path)
        if owner.page.locator("a[href$='/bo-khac/']").count():
            return [f"{path}bo-khac/"]
    return []


def _of_anybody(person: Visitor, site: Site) -> list[str]:
    """What one comes to by links from others, and by starting without an account."""
    return [_shared_link(person), *_letters(person, site), *_unclaimed(person)]


def _shared_link(person: Visitor) -> str:
    """A link to a result, as its owner hands it out."""
    owner = Visitor(person.context.browser, person.url)
    owner.sign_in(OWNER)
    owner.go("/doanh-nghiep/")
    owner.page.locator("a[href^='/ket-qua/']").first.click()
    owner.page.locator("form[action$='/lien-ket/'] button").click()
    link = owner.page.locator("#new-link").input_value()
    owner.leave()
    return urlsplit(link).path


def _letters(person: Visitor, site: Site) -> list[str]:
    """Confirming an address, setting a new password."""
    new = "moi@quanoc.example"
    secret = "mot-mat-khau-that-dai-2026"
    _send(
        person,
        "/tai-khoan/signup/",
        {"email": new, "password1": secret, "password2": secret},
    )
    _send(person, "/tai-khoan/password/reset/", {"email": COLLEAGUE})
    texts = [
        site.letters_to(one)[-1].get_body(preferencelist=("plain",)).get_content()
        for one in (new, COLLEAGUE)
    ]
    return [
        urlsplit(re.search(r"https?://\S+/tai-khoan/\S+", text)[0]).path
        for text in texts
    ]


def _unclaimed(person: Visitor) -> list[str]:
    _send(
        person,
        "/bat-dau/",
        {"name": "Quán ốc Sáu Nhánh", "sector": "I", "employees": "4"},
    )
    base = _base(person)
    person.page.locator("input[value=food-beverage]").check(force=True)
    person.page.locator("main form button.button").click()
    person.page.wait_for_url(lambda url: not url.endswith("/nganh/"))
    # Choices, and the tools of the industry.
    small = [
        f"{base}/{part}/"
        for part in (
            "nganh",
            "tiep",
            "7-giai-phap-cong-nghe-theo-nganh",
            "nhan",
            "de-sau",
        )
    ]
    _send(
        person,
        "/bat-dau/",
        {"name": "Tổng công ty Chín Nhánh", "sector": "C", "employees": "900"},
    )
    return [
        *small,
        urlsplit(person.page.url).path,
        f"{_base(person)}/1-3-tham-hieu-khach-hang-chi-tiet/",
    ]


def _base(person: Visitor) -> str:
    """The address of the assessment just begun."""
    return urlsplit(person.page.url).path.rstrip("/").rsplit("/", 1)[0]


def _send(person: Visitor, path: str, fields: dict[str, str]) -> None:
    page = person.page
    person.go(path)
    for name, value in fields.items():
        field = page.locator(f"main [name={name}]")
        field.select_option(value) if name == "sector" else field.fill(value)
    page.locator("main form button.button").first.click()
    page.wait_for_url(lambda url: urlsplit(url).path != path)


def test_nothing_goes_wrong_on_the_way(walk: Walk):
    assert walk.troubles == []


def test_no_page_has_a_serious_barrier(walk: Walk):
    assert [
        f"{look.place}: {one}" for look in walk.looks for one in look.violations
    ] == []


def test_no_page_is_wider_than_the_telephone(walk: Walk):
    assert [
        f"{look.place}: {look.width}"
        for look in walk.looks
        if look.width > PHONE["width"]
    ] == []


def test_every_page_says_its_language(walk: Walk):
    assert [look.place for look in walk.looks if look.lang != look.language] == []


def test_every_page_forbids_foreign_and_inline_code(walk: Walk):
    pages = [
        look for look in walk.looks if look.path != GONE
    ]  # django-csp leaves out 404 on a development site
    lax = [
        page.place
        for page in pages
        if "default-src 'self'" not in page.policy or "unsafe" in page.policy
    ]
    assert lax == []


def test_no_english_is_left_in_vietnamese_pages(walk: Walk):
    left = {
        f"{vietnamese.path}: {text}"
        for vietnamese, english in walk.in_both()
        if not vietnamese.path.startswith(
            "/quan-tri/"
        )  # Django's own words, a few of them not translated there
        for text in set(vietnamese.texts) & set(english.texts)
        if text.isascii()
        and len(WORD.findall(text)) >= 3
        and not SAME_IN_BOTH.search(text)
    }
    assert sorted(left) == []


def test_every_page_was_looked_at(walk: Walk):
    names = set(_names(get_resolver()))
    assert sorted(names - walk.patterns - NO_PAGE - set(NEEDS)) == []


def _names(resolver: URLResolver, namespace: str = "") -> Iterator[str]:
    for part in resolver.url_patterns:
        if isinstance(part, URLResolver):
            if part.namespace != "admin":
                yield from _names(
                    part,
                    f"{namespace}{part.namespace}:" if part.namespace else namespace,
                )
        elif part.name:
            yield namespace + part.name
