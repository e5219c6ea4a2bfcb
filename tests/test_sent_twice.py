"""Every form whose post makes something: sent twice as it was rendered, it makes one thing."""

import re
from collections import Counter
from copy import deepcopy
from pathlib import Path

import pytest
from django.apps import apps
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.access.scopes import Scope
from accounts.held import BEGUN
from accounts.models import Organisation, User
from associations.consents.texts import CURRENT
from survey.results.services import submit
from tests.accounts.addresses import confirmed
from tests.builders import (
    PASSWORD,
    PDF,
    make_answers,
    make_assessment,
    make_organisation,
    make_result,
    make_roadmap_of,
    make_user,
    make_version_of,
)
from tests.harmless_forms import NOTHING_IS_MADE
from tests.members import make_member
from tests.personas import make_owner, make_share, remembering
from tests.providers.leads.examples import form_data
from tests.world import World, make_world

ROOT = Path(__file__).resolve().parent.parent
pytestmark = pytest.mark.django_db


def templates_with(words: str) -> set[str]:
    found = set()
    for path in ROOT.glob("*/templates/**/*.html"):
        if words in path.read_text():
            found.add(path.as_posix().split("/templates/")[1])
    return found


def test_every_form_that_is_posted_has_an_id_or_makes_nothing():
    posted = templates_with("{% csrf_token %}")
    assert templates_with('method="post"') - templates_with("{% csrf_token %}") <= {
        "allauth/elements/form.html"
    }
    without = set()
    for name in posted:
        text = next(ROOT.glob(f"*/templates/{name}")).read_text()
        if text.count("{% csrf_token %}") != text.count("{% csrf_token %}{% once %}"):
            without.add(name)
    assert without == set(NOTHING_IS_MADE)


def rows() -> Counter:
    """How many of each kind there are."""
    own = [each for each in apps.get_models() if each.__module__.split(".")[0] in OWN]
    counted = [model for model in own if model.__name__ != "Posting"]
    return Counter({model.__name__: model.objects.count() for model in counted})


OWN = {path.parent.name for path in ROOT.glob("*/apps.py")}


@pytest.fixture
def world() -> World:
    return make_world()


def start(_world):
    data = {"name": "Tiệm may Sao", "sector": "C", "employees": "12"}
    return Client(), reverse("survey:start"), data


def sent_round() -> tuple[Client, Organisation]:
    """A round sent just now, of an owner who has no other."""
    owner = make_owner("moi@coso.example", "Cơ sở mới")
    assessment = make_assessment(owner.organisation)
    make_answers(assessment)
    submit(assessment=assessment, by=None, now=timezone.now())
    return owner.client, assessment


def next_round(_world):
    client, assessment = sent_round()
    return client, reverse("survey:next_round", args=[assessment.public_id]), {}


def correct(_world):
    client, assessment = sent_round()
    return client, reverse("survey:correct", args=[assessment.public_id]), {}


def feedback(_world):
    client, assessment = sent_round()
    address = reverse("survey:feedback", args=[assessment.public_id])
    return client, address, {"missing": "Giá phần mềm"}


def sending(_world):
    owner = make_owner("moi@coso.example", "Cơ sở mới")
    assessment = make_assessment(owner.organisation)
    make_answers(assessment)
    return owner.client, reverse("survey:submit", args=[assessment.public_id]), {}


def share_link(world):
    return world.clients["owner"], world.address("reports:share_link"), {}


def resume_link(world):
    address = world.address("survey:later", "held")
    return world.clients["holder"], address, {"email": "khac@tiem.example"}


def invitation(world):
    data = {"name": "Lan", "email": "lan@pho.example", "pillars": ["1"]}
    return world.clients["owner"], world.address("survey:respondents"), data


def evidence(world):
    file = SimpleUploadedFile("so.pdf", PDF, "application/pdf")
    return world.clients["owner"], world.address("survey:evidence_of"), {"file": file}


def request(world):
    return world.clients["owner"], world.address("roadmap:ask"), form_data("phan-mem")


def membership(world):
    new = make_organisation("association", "Hội E")
    data = {"association": str(new.public_id)}
    return world.clients["owner"], world.address("associations:ask_to_join"), data


def consent(world):
    data = {
        "association": str(world.consent.grantee.public_id),
        "scope": str(int(Scope.ANSWERS)),
        "lasting": "den-khi-rut",
        "agree": "on",
        "text_version": CURRENT.id,
    }
    return world.clients["owner"], world.address("associations:share"), data


def own_step(world):
    data = {"text": "Đào tạo nhân viên", "horizon": "3"}
    return world.clients["owner"], world.address("roadmap:add"), data


def roadmap(world):
    address = world.address("roadmap:roadmap", "held")
    return world.clients["holder"], address, {"muc": "3"}


def carry(_world):
    """From the roadmap of the round before."""
    owner = make_owner("moi@coso.example", "Cơ sở mới")
    first = make_result(make_assessment(owner.organisation), level=1)
    make_roadmap_of(first)
    second = make_assessment(owner.organisation, round=2)
    newer = make_result(second, level=1, created_at=timezone.now())
    return owner.client, reverse("roadmap:carry", args=[newer.public_id]), {}


def start_elsewhere(_world):
    owner = make_owner("moi@coso.example", "Cơ sở mới")
    version = make_version_of("dbi-2021-sme")
    make_version_of("dbi-2025-sme")
    levels = [2 for _code in version.index.codes]
    result = make_result(make_assessment(owner.organisation, version), levels=levels)
    address = reverse(
        "reports:start_elsewhere", args=[result.public_id, "dbi-2025-sme"]
    )
    return owner.client, address, {"nganh": "steel"}


def claim(world):
    user = make_owner("moi@coso.example", "Cơ sở mới").user
    browser = remembering(Client(), BEGUN, world.held.enterprise)
    browser.force_login(user)
    session = browser.session
    session[BEGUN] = [str(world.held.enterprise.public_id)]
    session.save()
    return browser, world.address("survey:claim", "held"), {}


def sign_up(_world):
    secret = "mot-mat-khau-that-dai-2026"
    data = {"email": "moi@quanoc.example", "password1": secret, "password2": secret}
    return Client(), reverse("account_signup"), data


def own_name(world):
    return world.clients["owner"], reverse("privacy:mine"), {"full_name": "Lan"}


def own_request(world):
    data = {"kind": "object", "words": "Xin đừng gọi"}
    return world.clients["owner"], reverse("privacy:ask"), data


def own_data_letter(_world):
    return Client(), reverse("privacy:by_letter"), {"email": "lan@pho.example"}


def own_consent(world):
    address = reverse("privacy:withdraw", args=[world.consent.public_id])
    return world.clients["owner"], address, {}


def email_address(_world):
    data = {"action_add": "", "email": "khac@coso.example"}
    return signed_in(make_user("minh@dung.example")), reverse("account_email"), data


def signed_in(user: User) -> Client:
    """With the password typed once more."""
    confirmed(user)
    browser = Client()
    browser.force_login(user)
    browser.post(reverse("account_reauthenticate"), {"password": PASSWORD})
    return browser


def verdict(world):
    association = world.consent.grantee
    make_share(world.owned.enterprise, association, "evidence")
    prefix = f"f{world.evidence.pk}"
    data = {f"{prefix}-verdict": "accepted", f"{prefix}-note": ""}
    address = reverse(
        "associations:review_evidence",
        args=[world.owned.result.public_id, world.evidence.public_id],
    )
    return world.clients["aggregate"], address, data


def work(world):
    data = {"email": "la@hoi.example", "role": "reader", "language": "vi"}
    address = world.address("associations:invite_colleague")
    return world.clients["aggregate"], address, data


def join_work(world):
    browser = Client()
    browser.post(world.address("work_link"))
    data = {"full_name": "Trần Lan", "password": "mot-mat-khau-that-dai-2026"}
    return browser, world.address("work"), data


def assisted_begun(world):
    member = make_member(world.assisted.typed.association, name="Hàng xén", tax_code="")
    args = [world.assisted.typed.association.public_id, member.public_id]
    data = {
        "name": "Hàng xén",
        "sector": "I",
        "employees": "2",
        "way": "visit",
        "was_asked": "on",
    }
    address = reverse("associations:assisted_begin", args=args)
    return world.clients["aggregate"], address, data


def assisted_letter(world):
    make_answers(world.assisted.typed.assessment)
    address = world.address("associations:assisted_ask")
    return world.clients["aggregate"], address, {"email": "chu@hang.example"}


def vetting_customer(world):
    """Named beside a criterion of an application that is being filled in."""
    application = world.vetting.application
    application.state = application.State.DRAFT
    application.save()
    data = {
        "deed": "add_customer",
        "name": "Tiệm vải",
        "contact_name": "Anh Tư",
        "email": "tu@vai.example",
    }
    address = reverse("providers:vetting_part", args=[application.public_id, "record"])
    return world.clients["provider"], address, data


def vetting_relation(world):
    data = {"deed": "relation", "words": "Anh rể làm ở đó"}
    address = world.address("associations:vetting_application")
    return world.clients["aggregate"], address, data


MAKING = [
    vetting_customer,
    vetting_relation,
    work,
    join_work,
    assisted_begun,
    assisted_letter,
    start,
    next_round,
    correct,
    feedback,
    sending,
    share_link,
    resume_link,
    invitation,
    evidence,
    request,
    membership,
    consent,
    own_step,
    roadmap,
    carry,
    start_elsewhere,
    claim,
    sign_up,
    own_name,
    own_request,
    own_data_letter,
    own_consent,
    verdict,
    email_address,
]


@pytest.mark.parametrize("form", MAKING, ids=lambda form: form.__name__)
def test_a_form_sent_twice_makes_one_thing_and_gets_one_answer(world, mailoutbox, form):
    client, address, data = form(world)
    letters, before = len(mailoutbox), rows()
    first = client.post(address, rewound(data) | {"posting": "one"})
    made, sent = rows(), len(mailoutbox) - letters
    assert first.status_code == 302
    assert made != before

    again = client.post(address, rewound(data) | {"posting": "one"})
    assert (again.status_code, again.url) == (302, first.url)
    assert rows() == made
    assert len(mailoutbox) - letters == sent


def new_password() -> tuple[str, dict]:
    secret = "hoan-toan-moi-2026"
    data = {"oldpassword": PASSWORD, "password1": secret, "password2": secret}
    return reverse("account_change_password"), data


def own_end() -> tuple[str, dict]:
    return reverse("privacy:delete"), {"sure": "on", "password": PASSWORD}


@pytest.mark.parametrize("form", [new_password, own_end])
def test_a_second_tap_that_comes_with_an_ended_session_gets_the_first_answer(
    world, form
):
    browser = signed_in(make_user("minh@dung.example"))
    address, data = form()
    before = deepcopy(browser.cookies)
    first = browser.post(address, data | {"posting": "one"})
    assert first.status_code == 302

    late, other = Client(), Client()
    late.cookies = before
    assert late.post(address, data | {"posting": "one"}).url == first.url
    assert late.get(first.url).status_code == 200
    assert other.post(address, data | {"posting": "one"}).url != first.url


def test_a_letter_for_a_new_password_asked_for_three_times_goes_once(world, mailoutbox):
    page = Client().get(reverse("account_reset_password")).content.decode()
    asked = re.search(r'name="(posting)" value="([\w-]+)"', page).groups()
    data = {"email": "khong-ai@coso.example", asked[0]: asked[1]}
    mailoutbox.clear()
    for _tap in range(3):
        Client().post(reverse("account_reset_password"), data)
    assert len(mailoutbox) == 1


def rewound(data: dict) -> dict:
    for value in data.values():
        if isinstance(value, SimpleUploadedFile):
            value.seek(0)
    return data


def test_the_page_to_start_from_has_an_id_that_is_new_each_time(client, world):
    pages = [client.get(reverse("survey:start")).content.decode() for _ in range(2)]
    ids = [re.search(r'name="posting" value="([\w-]{20,})"', page)[1] for page in pages]
    assert ids[0] != ids[1]
