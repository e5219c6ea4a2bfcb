"""The administration: people and organisations are managed, proof is only read."""

import unicodedata

import pytest
from django.contrib import admin
from django.contrib.admin.utils import flatten_fieldsets, label_for_field
from django.urls import reverse
from django.utils import translation

from accounts.audit.services import record_events
from accounts.models import AuditEvent, Membership, Organisation, User
from tests.accounts.conftest import leftovers, speaking, words
from tests.builders import (
    NOW,
    make_index_version,
    make_membership,
    make_organisation,
)
from tests.personas import make_administrator, make_owner, make_share, make_staff

pytestmark = [pytest.mark.django_db, pytest.mark.sql]


@pytest.fixture
def client():
    return make_administrator().client


@pytest.fixture
def consent():
    return make_share(make_owner().organisation, make_staff().organisation)


def test_an_organisation_gets_its_members_in_place(client):
    association = make_organisation("association", "Hội Cơ khí")
    person = User.objects.create_user("nhanvien@cokhi.example")
    fields = {
        "name": "Hội Cơ khí Sài Gòn",
        "tax_code": "",
        "sector": "",
        "area": "",
        "memberships-TOTAL_FORMS": "1",
        "memberships-INITIAL_FORMS": "0",
        "memberships-0-user": str(person.pk),
        "memberships-0-role": "officer",
        "memberships-0-since_0": "20/11/2026",
        "memberships-0-since_1": "10:00:00",
    }
    answer = client.post(
        reverse("admin:accounts_organisation_change", args=[association.pk]), fields
    )
    assert answer.status_code == 302, answer.context["errors"]
    association.refresh_from_db()
    assert (association.kind, association.search_key) == (
        "association",
        "hoi co khi sai gon",
    )
    assert Membership.objects.get(organisation=association).user == person


def test_names_that_administrators_type_are_composed(client):
    name = unicodedata.normalize("NFD", "Hội Cơ khí Sài Gòn")
    members = {"memberships-TOTAL_FORMS": "0", "memberships-INITIAL_FORMS": "0"}
    client.post(
        reverse("admin:accounts_organisation_add"),
        {"kind": "association", "name": name, **members},
    )
    assert Organisation.objects.get().name == "Hội Cơ khí Sài Gòn"

    client.post(
        reverse("admin:accounts_user_add"),
        {
            "email": "moi@hiephoi.example",
            "full_name": unicodedata.normalize("NFD", "Trần Thị Hòa"),
            "language": "vi",
        },
    )
    assert User.objects.get(email="moi@hiephoi.example").full_name == "Trần Thị Hòa"


def test_the_administration_speaks_the_reader_s_language(client):
    def render(language: str) -> list[str]:
        return words(
            speaking(client, language).get(reverse("admin:index")).content.decode()
        )

    assert leftovers(render) <= {"Authenticators"}, (
        "a name of another package that it does not translate"
    )


OWN = (
    "accounts",
    "indexes",
    "survey",
    "associations",
    "providers",
    "roadmap",
    "privacy",
)
ADMINS = [
    one for model, one in admin.site._registry.items() if model._meta.app_label in OWN
]


def label_of(name: str, page: admin.ModelAdmin) -> str:
    """As its form has it, or else the model."""
    asked = page.form.declared_fields
    if name in asked:
        return str(asked[name].label)
    return str(label_for_field(name, page.model, page))


@pytest.mark.parametrize("page", ADMINS, ids=lambda page: page.model._meta.model_name)
def test_the_administration_names_every_field_in_the_reader_s_language(page, rf):
    request = rf.get("/")
    request.user = make_administrator().user
    shown = {
        *page.get_list_display(request),
        *flatten_fieldsets(page.get_fieldsets(request, page.model())),
    }
    labels = {}
    for language in ("vi", "en"):
        with translation.override(language):
            labels[language] = {name: label_of(name, page) for name in shown}
    same = {name for name in shown if labels["vi"][name] == labels["en"][name]}
    assert same <= {"email"}


def written() -> list[tuple]:
    """The log, oldest first: action, who did it, whom it is about, what it tells."""
    events = AuditEvent.objects.exclude(chain__in=["sign_in", "admin"]).order_by("pk")
    return list(events.values_list("action", "actor__email", "subject", "details"))


def organisation_form(*members: dict, **changes) -> dict:
    """The page of an organisation as a browser sends it."""
    form = {"name": "Hội Cơ khí", "tax_code": "", "sector": "", "area": "", **changes}
    form |= {
        "memberships-TOTAL_FORMS": len(members),
        "memberships-INITIAL_FORMS": sum("id" in m for m in members),
    }
    return form | {
        f"memberships-{n}-{name}": value
        for n, m in enumerate(members)
        for name, value in m.items()
    }


BY = "quantri@thanhpho.example"


def test_a_new_organisation_with_its_members_is_written_down(client):
    person = User.objects.create_user("nhanvien@cokhi.example")
    form = organisation_form({"user": person.pk, "role": "manager"}, kind="association")
    assert (
        client.post(reverse("admin:accounts_organisation_add"), form).status_code == 302
    )
    made = Organisation.objects.get()
    assert made.claimed_at is not None
    assert written() == [
        (
            "organisation.created",
            BY,
            f"organisation:{made.public_id}",
            {"kind": "association"},
        ),
        ("member.added", BY, f"user:{person.pk}", {"role": "manager"}),
    ]


def test_a_role_that_its_kind_does_not_have_is_refused_beside_its_field(client):
    person = User.objects.create_user("nhanvien@cokhi.example")
    form = organisation_form({"user": person.pk, "role": "owner"}, kind="association")
    page = client.post(reverse("admin:accounts_organisation_add"), form)
    (errors,) = page.context["inline_admin_formsets"][0].formset.errors
    assert errors["role"][0].endswith("người chỉ xem")
    assert not Organisation.objects.exists()


def test_members_that_change_go_and_make_room_are_written_down(client):
    association = make_organisation("association", "Hội Cơ khí")
    people = [
        User.objects.create_user(f"{name}@cokhi.example")
        for name in ("mot", "hai", "ba", "bon")
    ]
    stays, goes, gives_way = (
        make_membership(person, association, "officer") for person in people[:3]
    )
    form = organisation_form(
        {"id": stays.pk, "user": people[0].pk, "role": "manager"},
        {"id": goes.pk, "user": people[1].pk, "role": "officer", "DELETE": "on"},
        {"id": gives_way.pk, "user": people[3].pk, "role": "officer"},
        name="Hội Cơ khí Sài Gòn",
    )
    address = reverse("admin:accounts_organisation_change", args=[association.pk])
    assert client.post(address, form).status_code == 302
    assert dict(association.memberships.values_list("user__email", "role")) == {
        "mot@cokhi.example": "manager",
        "bon@cokhi.example": "officer",
    }
    ids = [f"user:{person.pk}" for person in people]
    assert written() == [
        (
            "organisation.changed",
            BY,
            f"organisation:{association.public_id}",
            {"fields": ["name"]},
        ),
        ("member.removed", BY, ids[1], {"role": "officer"}),
        ("member.removed", BY, ids[2], {"role": "officer"}),
        ("member.added", BY, ids[0], {"role": "manager"}),
        ("member.added", BY, ids[3], {"role": "officer"}),
    ]


def test_saving_without_a_change_writes_nothing_down(client):
    association = make_organisation("association", "Hội Cơ khí")
    address = reverse("admin:accounts_organisation_change", args=[association.pk])
    assert client.post(address, organisation_form()).status_code == 302
    assert written() == []


def test_an_organisation_is_not_deleted_with_its_proof(client, consent):
    address = reverse(
        "admin:accounts_organisation_delete", args=[consent.enterprise_id]
    )
    assert client.post(address, {"post": "yes"}).status_code == 403


def test_rights_and_ends_of_accounts_are_written_down(client):
    owner = make_owner()
    subject = f"user:{owner.user.pk}"
    form = {
        "email": owner.user.email,
        "full_name": "",
        "language": "vi",
        "is_active": "on",
        "is_staff": "on",
    }
    change = reverse("admin:accounts_user_change", args=[owner.user.pk])
    assert client.post(change, form).status_code == 302
    assert (
        client.post(
            reverse("admin:accounts_user_delete", args=[owner.user.pk]), {"post": "yes"}
        ).status_code
        == 302
    )
    assert written() == [
        ("user.changed", BY, subject, {"fields": ["is_staff"]}),
        ("member.removed", BY, subject, {"role": "owner"}),
        ("user.deleted", BY, subject, {}),
    ]
    owner.organisation.refresh_from_db()
    assert owner.organisation.claimed_at is not None


def test_retiring_an_index_and_taking_it_up_again_is_written_down(client):
    version = make_index_version()
    for action in ("retire", "retire", "restore"):
        address = reverse(
            "admin:indexes_indexversion_action", args=[version.pk, action]
        )
        assert client.post(address, {"sure": "on"}).status_code == 302
    assert [action for action, *_rest in written()] == [
        "index.retired",
        "index.published",
    ]
    version.refresh_from_db()
    assert version.status == "published"


@pytest.mark.parametrize("kind", ["consent", "auditevent"])
def test_proof_can_be_read_and_not_touched(client, consent, kind):
    record_events([AuditEvent(at=NOW, action="test")])
    listing = client.get(reverse(f"admin:accounts_{kind}_changelist"))
    assert listing.status_code == 200
    pk = consent.pk if kind == "consent" else AuditEvent.objects.first().pk
    assert (
        client.get(reverse(f"admin:accounts_{kind}_change", args=[pk])).status_code
        == 200
    )
    assert (
        client.post(reverse(f"admin:accounts_{kind}_change", args=[pk]), {}).status_code
        == 403
    )
    assert (
        client.post(
            reverse(f"admin:accounts_{kind}_delete", args=[pk]), {"post": "yes"}
        ).status_code
        == 403
    )
    assert client.get(reverse(f"admin:accounts_{kind}_add")).status_code == 403


@pytest.mark.parametrize(
    "name", ["accounts_user", "accounts_organisation", "associations_affiliation"]
)
def test_every_list_opens_and_searches(client, consent, name):
    assert (
        client.get(reverse(f"admin:{name}_changelist"), {"q": "hoi"}).status_code == 200
    )


@pytest.mark.parametrize(
    "typed", ["Điện", "Ðiện", "Ɖiện", "dien", "Đi\u200bện", "điện\x00"]
)
def test_a_name_is_found_however_it_is_typed(client, typed):
    make_organisation(name="Công ty Điện Máy")
    found = client.get(reverse("admin:accounts_organisation_changelist"), {"q": typed})
    assert "Công ty Điện Máy" in found.content.decode()


def test_nobody_is_searched_for_by_a_number_that_would_stand_in_the_address(client):
    make_organisation(name="Hộ kinh doanh Na", tax_code="079085001234")
    for page in ("accounts_organisation", "survey_assessment", "survey_result"):
        url = reverse(f"admin:{page}_changelist")
        page = client.get(url, {"q": "079085001234"}).content.decode()
        assert "Hộ kinh doanh Na" not in page


@pytest.mark.parametrize("name", ["q", "kind__exact", "is_fictional__exact", "p", "o"])
def test_a_character_that_nobody_types_breaks_no_filter(client, name):
    url = reverse("admin:accounts_organisation_changelist")
    answer = client.get(url, {name: "a\x00"}, follow=True)
    assert answer.status_code == 200
    assert "Null characters" not in answer.content.decode()


def test_the_log_is_searched_by_how_an_action_begins(client):
    for action in ("consent.given", "consent.withdrawn", "result.opened"):
        record_events([AuditEvent(at=NOW, action=action)])
    page = client.get(reverse("admin:accounts_auditevent_changelist"), {"q": "consent"})
    actions = {event.action for event in page.context["cl"].result_list}
    assert actions == {"consent.given", "consent.withdrawn"}


def test_a_persons_tax_code_is_shown_to_administrators_in_part_too(client):
    household = make_organisation(name="Hộ kinh doanh Na", tax_code="079085001234")
    url = reverse("admin:accounts_organisation_change", args=[household.pk])
    page = client.get(url).content.decode()
    assert "079085001234" not in page
    assert "•••••••••234" in page
    members = {"memberships-TOTAL_FORMS": "0", "memberships-INITIAL_FORMS": "0"}
    shown = {"name": "Hộ kinh doanh Bé Na", "tax_code": "•••••••••234"}
    answer = client.post(url, members | shown | {"sector": "", "area": ""})
    assert answer.status_code == 302
    household.refresh_from_db()
    assert (household.name, household.tax_code) == (
        "Hộ kinh doanh Bé Na",
        "079085001234",
    )
    changed = AuditEvent.objects.get(action="organisation.changed")
    assert "tax_code" not in changed.details["fields"]


@pytest.mark.parametrize("typed", ["0312687879", "123"])
def test_an_administrator_types_no_tax_code_that_a_form_would_refuse(client, typed):
    association = make_organisation("association", "Hội Cơ khí")
    url = reverse("admin:accounts_organisation_change", args=[association.pk])
    members = {"memberships-TOTAL_FORMS": "0", "memberships-INITIAL_FORMS": "0"}
    sent = members | {"name": "Hội", "tax_code": typed, "sector": "", "area": ""}
    assert client.post(url, sent).status_code == 200
    association.refresh_from_db()
    assert association.tax_code == ""
