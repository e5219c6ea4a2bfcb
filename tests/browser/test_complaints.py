"""A complaint pauses a provider, and an appeal that is won restores it."""

from playwright.sync_api import Page, expect

from tests.browser.site import Site
from tests.browser.visitor import PASSWORD, PHONE

# What nobody can do on a page: whose passwords are nowhere, and what was delivered long ago.
MADE = f"""
from allauth.account.models import EmailAddress
from django.utils import timezone
from accounts.models import Membership, User
from assessment.demo.providers.leads import staff_of
from associations.complaints.assigning import association_for
from providers.models import Complaint, Lead
now = timezone.now()
busy = Complaint.objects.values("provider")
taken = Lead.objects.filter(answered_at__isnull=False, provider__paused_until=None)
taken = taken.filter(provider__vetted_until__gte=now.date()).exclude(provider__in=busy)
lead = taken.exclude(state="declined").select_related("provider__organisation").first()
association = association_for(Complaint(provider=lead.provider, enterprise=lead.organisation))
owner = lead.organisation.memberships.filter(role="owner").first().user
people = [owner, staff_of(lead.provider, now)]
for number in (1, 2):
    person = User.objects.create_user(f"can-bo-{{number}}@hiep-hoi.example")
    Membership.objects.create(user=person, organisation=association, role="officer")
    people.append(person)
for person in people:
    person.set_password({PASSWORD!r})
    person.save()
    told = dict(user=person, email=person.email)
    EmailAddress.objects.get_or_create(**told, defaults=dict(verified=True, primary=True))
print(lead.public_id, lead.provider.slug, association.public_id, *[p.email for p in people])
"""


def until(site: Site, slug: str) -> str:
    """The last day of its pause, as matching reads it."""
    read = (
        "from providers.models import Provider;"
        f"print(Provider.objects.get(slug={slug!r}).paused_until)"
    )
    return site.manage("shell", "--no-imports", "-c", read).strip()


def decide(page: Page, verdict: str, words: str) -> None:
    page.locator(f"label:has(input[value={verdict}])").click()
    page.fill("#id_words", words)
    page.locator("#form button.button").click()


def test_a_complaint_pauses_and_an_appeal_restores(visitor, demo_site):
    made = demo_site.manage("shell", "--no-imports", "-c", MADE).split()
    lead, slug, association, owner, staff, first, second = made
    firm = visitor(viewport=PHONE)
    firm.sign_in(owner)
    firm.go(f"/ket-noi/{lead}/khieu-nai/")
    page = firm.page
    page.locator("label:has(input[value=price])").click()
    page.fill("#id_words", "Chào 5 triệu, đòi 9 triệu.")
    page.fill("#id_wanted", "Giữ giá đã chào.")
    page.locator("label:has(#id_agree)").click()
    page.locator("#form button.button").click()
    expect(page.locator(".complaint-steps > li")).to_have_count(1)
    address = page.url
    seller = visitor(viewport=PHONE)
    seller.sign_in(staff)
    seller.go(address)
    seller.page.fill("#id_answer-words", "Giá chưa gồm cài đặt.")
    seller.page.locator("form:has(#id_answer-words) button.button").click()
    expect(seller.page.locator(".complaint-steps > li")).to_have_count(2)
    assert until(demo_site, slug) == "None"
    officer = visitor(viewport=PHONE)
    officer.sign_in(first)
    officer.go(f"/hiep-hoi/{association}/khieu-nai/{address.rsplit('/', 2)[1]}/")
    decide(officer.page, "upheld", "Báo giá ghi trọn gói.")
    expect(officer.page.locator(".badge--bad")).to_be_visible()
    assert until(demo_site, slug) != "None"
    seller.go(address)
    seller.page.fill("#id_appeal-words", "Có hợp đồng ghi rõ.")
    seller.page.locator("form:has(#id_appeal-words) button.button").click()
    expect(seller.page.locator(".complaint-steps > li")).to_have_count(4)
    other = visitor(viewport=PHONE)
    other.sign_in(second)
    other.go(officer.page.url)
    decide(other.page, "refused", "Hợp đồng ghi rõ giá cài đặt.")
    expect(other.page.locator(".complaint-steps > li")).to_have_count(5)
    assert until(demo_site, slug) == "None"
