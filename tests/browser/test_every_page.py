"""Every page a person can come to, on a telephone: reachable, readable, in the right language.

Each persona starts at a few pages and follows every link it is shown, one page for each pattern.
A pattern nobody comes to fails the last test, unless it is named there with the reason.
"""

import re
from collections.abc import Iterator

import pytest
from django.urls import URLResolver, get_resolver
from playwright.sync_api import Browser

from tests.browser.site import Site
from tests.browser.starts import GONE, KNOWN, starts_of
from tests.browser.visitor import PHONE, Visitor
from tests.browser.walk import FILES, Walk

NEEDS = {
    "alive": "for machines",
    "health": "for machines",
    "robots": "for machines",
    "sitemap": "for machines",
    "providers:invite_again": "answers POST only",
    "providers:end_invitation": "answers POST only",
    "providers:remove_colleague": "answers POST only",
    "providers:sign_out_colleague": "answers POST only",
    "providers:two_steps": "answers POST only",
    "providers:switch_solution": "answers POST only",
    "providers:take_back_change": "answers POST only",
    "associations:change": "a change that waits, see tests of associations/changes",
    "security": "for machines",
    "set_language": "answers POST only",
    "survey:answer": "answers POST only",
    "survey:figure": "answers POST only",
    "survey:forget": "answers POST only",
    "survey:way": "answers POST only",
    "survey:submit": "answers POST only",
    "survey:next_round": "answers POST only",
    "survey:correct": "answers POST only",
    "survey:remove_evidence": "answers POST only",
    "survey:withdraw_invitation": "answers POST only",
    "survey:end_links": "answers POST only",
    "survey:let_take_over": "answers POST only",
    "survey:decide": "answers POST only",
    "survey:invited_answer": "answers POST only",
    "survey:invited": "an invitation opened in this browser, see test_confidence.py",
    "survey:preview": "in the language its form asks for, see test_views_preview.py",
    "associations:review_evidence": "answers POST only, leads on otherwise",
    "roadmap:save": "answers POST only",
    "roadmap:carry": "answers POST only",
    "roadmap:tick": "answers POST only",
    "roadmap:remove": "answers POST only",
    "roadmap:leave_out": "answers POST only",
    "roadmap:take_back": "answers POST only",
    "roadmap:take_up": "answers POST only",
    "associations:withdraw": "answers POST only",
    "associations:leave": "answers POST only",
    "associations:ask_to_join": "answers POST only",
    "associations:take_request_back": "answers POST only",
    "associations:send_allocation": "answers POST only",
    "roadmap:hide": "answers POST only",
    "associations:confirm": "answers POST only",
    "associations:answer_request": "answers POST only",
    "associations:abstain": "answers POST only",
    "associations:answer_question": "answers POST only",
    "associations:ask_another": "answers POST only",
    "associations:assisted_answer": "answers POST only",
    "associations:assisted_ask": "answers POST only",
    "associations:assisted_code": "answers POST only",
    "associations:assisted_decide": "answers POST only",
    "associations:begin_review": "a result nobody reviews yet, see test_reviews.py",
    "associations:campaign_letter": "answers POST only",
    "associations:choose_in_import": "answers POST only",
    "associations:close_campaign": "answers POST only",
    "associations:count_in": "answers POST only",
    "associations:end_invitation": "answers POST only",
    "associations:end_review": "answers POST only",
    "associations:extend_campaign": "answers POST only",
    "associations:give_review": "answers POST only",
    "associations:invite_again": "answers POST only",
    "associations:invite_member": "answers POST only",
    "associations:keep_import": "answers POST only",
    "associations:let_stand": "answers POST only",
    "associations:mend_import": "answers POST only",
    "associations:remove_colleague": "answers POST only",
    "associations:sign_out_colleague": "answers POST only",
    "associations:throw_import_away": "answers POST only",
    "associations:two_steps": "answers POST only",
    "associations:withdraw_participation": "answers POST only",
    "work": "an invitation opened in this browser, see test_staff.py",
    "associations:assisted_step": "a round begun by telephone, see test_views.py of assisted",
    "associations:assisted_confirm": "a link of a letter, see test_views.py of assisted",
    "associations:typed_for_you": "leads on, see test_taking_up.py of assisted",
    "associations:membership": "a link of a letter, see test_views_invited.py",
    "associations:welcome": "a link of a letter, see tests of invitations",
    "background:again": "answers POST only",
    "background:cancel": "answers POST only",
    "background:progress": "a part of a page, see test_progress.py",
    "reports:share_link": "answers POST only",
    "reports:start_elsewhere": "answers POST only",
    "reports:revoke_link": "answers POST only",
    "privacy:withdraw": "answers POST only",
    "account_want_letters_again": "answers POST only",
    "associations:contact": "a consent that names it, see test_contact.py",
    "associations:import": "a table that was read, see test_members.py",
    "associations:review": "a review that waits, see test_reviews.py",
    "associations:review_answer": "a review that waits, see test_reviews.py",
    "associations:reviews_of_result": "a result that was reviewed, see test_reviews.py",
    "account_end_sign_up": "answers POST only, see test_sent_links.py",
    "account_set_password": "an account without a password",
    "account_confirm_login_code": "codes by mail, switched off",
    "account_reset_password_from_key_done": "a password just set",
    "mfa_authenticate": "an authenticator",
    "mfa_reauthenticate": "an authenticator",
    "mfa_deactivate_totp": "an authenticator",
    "mfa_view_recovery_codes": "an authenticator",
    "mfa_generate_recovery_codes": "an authenticator",
    "mfa_download_recovery_codes": "an authenticator",
    "providers:calendar_feed": "for machines",
    "providers:lead_follower": "answers POST only",
    "providers:lead_letters": "answers POST only",
    "providers:remove_webhook": "answers POST only",
    "providers:reply_to_rating": "answers POST only",
    "providers:resend_missed": "answers POST only",
    "providers:try_webhook": "answers POST only",
    "providers:webhook_secret": "answers POST only",
    "providers:customer": "a link of a letter, see test_views.py of references",
    "providers:customer_link": "a link of a letter, see test_views.py of references",
    "account_end_token": "answers POST only",
    "associations:moderate_rating": "answers POST only",
    "providers:changed": "a delivery and a later result, see tests of helped",
    "providers:changed_for_provider": "a delivery and a later result, see tests of helped",
    "providers:complain_of_enterprise": "a request under way, see tests of complaints",
    "providers:rate": "something delivered, see tests of ratings",
    "components": "no page for visitors",
}
WORD = re.compile(r"\b[A-Za-z]?[a-z]+\b")  # no codes in capitals
SAME_IN_BOTH = re.compile(
    r"example$|@|\bISO |^https?:|Google|Facebook|Zalo|DBI|TOTP|\.(pdf|png|jpe?g|csv)$",
    re.I,
)


@pytest.fixture(scope="module")
def walk(chromium: Browser, demo_site: Site) -> Walk:
    walk = Walk()
    for who in KNOWN:
        person = Visitor(chromium, demo_site.url)
        if who:
            person.sign_in(who)
        walk.go(who, person, starts_of(who, person, demo_site))
        person.leave()
    return walk


def test_nothing_goes_wrong_on_the_way(walk: Walk):
    assert walk.troubles == []


def test_no_page_has_a_serious_barrier(walk: Walk):
    barriers = [
        f"{look.place}: {violation}"
        for look in walk.looks
        for violation in look.violations
    ]
    assert barriers == []


def test_no_page_is_wider_than_the_telephone(walk: Walk):
    wide = [look for look in walk.looks if look.width > PHONE["width"]]
    assert [f"{look.place}: {look.width}" for look in wide] == []


def test_every_page_says_its_language(walk: Walk):
    assert [look.place for look in walk.looks if look.lang != look.language] == []


def test_every_page_forbids_foreign_and_inline_code(walk: Walk):
    # django-csp leaves out 404 on a development site.
    pages = [look for look in walk.looks if look.path != GONE]
    assert [page.place for page in pages if is_lax(page.policy)] == []


def is_lax(policy: str) -> bool:
    return "default-src 'self'" not in policy or "unsafe" in policy


def test_no_english_is_left_in_vietnamese_pages(walk: Walk):
    left = set()
    for vietnamese, english in walk.in_both():
        # The administration has Django's own words, a few of them not translated there.
        if vietnamese.path.startswith("/quan-tri/"):
            continue
        same = set(vietnamese.texts) & set(english.texts)
        left |= {f"{vietnamese.path}: {text}" for text in same if is_english(text)}
    assert sorted(left) == []


def is_english(text: str) -> bool:
    has_words = text.isascii() and len(WORD.findall(text)) >= 3
    return has_words and not SAME_IN_BOTH.search(text)


def test_every_page_was_looked_at(walk: Walk):
    names = set(names_of(get_resolver()))
    assert sorted(names - walk.patterns - FILES - set(NEEDS)) == []


def names_of(resolver: URLResolver, namespace: str = "") -> Iterator[str]:
    """Names of all addresses but those of the administration."""
    for part in resolver.url_patterns:
        if not isinstance(part, URLResolver):
            if part.name:
                yield namespace + part.name
        elif part.namespace != "admin":
            inner = f"{namespace}{part.namespace}:" if part.namespace else namespace
            yield from names_of(part, inner)
