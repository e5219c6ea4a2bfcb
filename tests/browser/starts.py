"""Where the walk of each persona starts: addresses everybody knows, and what must be made first."""

import re
from urllib.parse import urlsplit

from accounts.demo import DEMO_ACCOUNTS
from tests.browser.site import Site
from tests.browser.visitor import Visitor

ANYBODY = ""
OWNER, COLLEAGUE, ASSOCIATION, PROVIDER, AGENCY, ADMINISTRATOR, REVIEWER, *_STAFF = (
    account.email for account in DEMO_ACCOUNTS
)
GONE = "/xem/het-han/"  # a link that was revoked, or never was, looks like any other
KNOWN = {
    ANYBODY: [
        "/",
        "/bat-dau/",
        "/doanh-nghiep/",
        "/xac-thuc/",
        "/tiep-tuc/mot-lien-ket/",
        "/loi-moi/mot-lien-ket/",
        "/tai-khoan/khong-phai-toi/mot-lien-ket/",
        "/du-lieu-cua-toi/thu/mot-lien-ket/",
        "/ngung-thu/mot-lien-ket/",
        "/lam-viec/mot-lien-ket/",
        "/vao-hoi/mot-lien-ket/",
        "/duoc-moi/mot-lien-ket/",
        "/xac-nhan-ho/mot-lien-ket/",
        "/du-lieu-cua-toi/da-xoa/",
        "/bo-chi-so/",
        "/bo-chi-so/dbi-2025-sme/",
        "/bo-chi-so/dbi-2025-large/",
        "/bo-chi-so/dbi-2023-sme/",
        GONE,
    ],
    OWNER: [
        "/cua-toi/",
        "/doanh-nghiep/",
        "/dong-y/",
        "/tai-khoan/2fa/",
        "/tai-khoan/reauthenticate/",
    ],
    # Whoever may not ask a provider is told what comes first.
    COLLEAGUE: [
        "/cua-toi/",
        "/dong-y/",
        "/nha-cung-cap/giai-phap/quan-tri-xay-dung/hoi/",
    ],
    ASSOCIATION: ["/cua-toi/"],
    PROVIDER: ["/cua-toi/"],
    AGENCY: ["/cua-toi/"],
    REVIEWER: ["/cua-toi/"],
    ADMINISTRATOR: ["/quan-tri/"],
}
OF_ACCOUNT = [
    "/tai-khoan/logout/",
    "/tai-khoan/inactive/",
    "/tai-khoan/email/",
    "/tai-khoan/password/change/",
    "/tai-khoan/password/reset/done/",
    "/tai-khoan/confirm-email/",
    "/tai-khoan/2fa/totp/activate/",
    "/tai-khoan/ma-truy-cap/moi/",
]


def starts_of(who: str, person: Visitor, site: Site) -> list[str]:
    """Paths to begin with; the person is signed in."""
    if who == OWNER:
        return [*_of_owner(person), *KNOWN[who]]
    if who == ANYBODY:
        return [*_of_anybody(person, site), *KNOWN[who]]
    return KNOWN[who]


def _of_owner(owner: Visitor) -> list[str]:
    """Pages around a draft, which only buttons lead to; those of the account, just signed in."""
    owner.go("/doanh-nghiep/")
    draft = owner.page.locator("a[href^='/danh-gia/']").first.get_attribute("href")
    base = draft.removesuffix("tiep/")
    around = [f"{base}{part}/" for part in ("xem-lai", "de-sau", "ho-so", "bo")]
    return [draft, *around, _feedback(owner), *_elsewhere(owner), *OF_ACCOUNT]


def _feedback(owner: Visitor) -> str:
    """Where the question at the end of a result is sent to; what went wrong is said there."""
    owner.go("/doanh-nghiep/")
    owner.page.locator("a[href^='/ket-qua/']").first.click()
    form = owner.page.locator("form[action$='/gop-y/']").first
    return form.get_attribute("action")


def _elsewhere(owner: Visitor) -> list[str]:
    """Not every index can be read under another one; the first result that leads there."""
    owner.go("/doanh-nghiep/")
    for path in owner.links():
        if not path.startswith("/ket-qua/"):
            continue
        owner.go(path)
        if owner.page.locator("a[href$='/bo-khac/']").count():
            return [f"{path}bo-khac/"]
    return []


def _of_anybody(person: Visitor, site: Site) -> list[str]:
    """What one comes to by links from others, and by starting without an account."""
    return [
        _opened(person, shared_link(person)),
        *_letters(person, site),
        *_small_firm(person),
        *_large_firm(person),
    ]


def shared_link(person: Visitor) -> str:
    """A link to a result, as its owner hands it out."""
    owner = Visitor(person.context.browser, person.url)
    owner.sign_in(OWNER)
    owner.go("/doanh-nghiep/")
    owner.page.locator("a[href^='/ket-qua/']").first.click()
    owner.page.locator("form[action$='/lien-ket/'] button").click()
    link = owner.page.locator("#new-link").input_value()
    owner.leave()
    return urlsplit(link).path


def _opened(person: Visitor, link: str) -> str:
    """By its button, so that the same address shows what it leads to."""
    person.go(link)
    with person.page.expect_navigation():
        person.page.locator("main button").click()
    return link


def _letters(person: Visitor, site: Site) -> list[str]:
    """Confirming an address, setting a new password."""
    newcomer, secret = "moi@quanoc.example", "mot-mat-khau-that-dai-2026"
    passwords = {"password1": secret, "password2": secret}
    _send(person, "/tai-khoan/signup/", {"email": newcomer, **passwords})
    _send(person, "/tai-khoan/password/reset/", {"email": COLLEAGUE})
    return [_link_in_last_letter(site, address) for address in (newcomer, COLLEAGUE)]


def _link_in_last_letter(site: Site, address: str) -> str:
    letter = site.letters_to(address)[-1].get_body(preferencelist=("plain",))
    link = re.search(r"https?://\S+/tai-khoan/\S+", letter.get_content())[0]
    return urlsplit(link).path


def _small_firm(person: Visitor) -> list[str]:
    """Choosing an industry, its tools, and the pages around."""
    _start(person, name="Quán ốc Sáu Nhánh", sector="I", employees="4")
    base = _base(person)
    person.pick_industry("food-beverage")
    person.send_ticks("seats", "delivery", "time")

    tools = "7-giai-phap-cong-nghe-theo-nganh"
    return [f"{base}/{part}/" for part in ("nganh", "tiep", tools, "nhan", "de-sau")]


def _large_firm(person: Visitor) -> list[str]:
    """Groups, and the criteria of one of them."""
    _start(person, name="Tổng công ty Chín Nhánh", sector="C", employees="900")
    pages = ("nganh", "tiep", "1-3-tham-hieu-khach-hang-chi-tiet")
    return [f"{_base(person)}/{page}/" for page in pages]


def _start(person: Visitor, **profile: str) -> None:
    _send(person, "/bat-dau/", profile)


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
