"""Who may only look, or only change users, gets no further in the administration."""

import pytest
from django.contrib import admin
from django.contrib.auth.models import Group, Permission
from django.test import Client
from django.urls import reverse

from tests.accounts.conftest import sign_in
from tests.personas import Persona, make_administrator, make_owner, make_persona

pytestmark = pytest.mark.django_db


def make_helper(*rights: str) -> Persona:
    """Somebody of the administration with these rights only."""
    helper = make_persona("phuta@thanhpho.example", is_staff=True)
    helper.user.user_permissions.set(Permission.objects.filter(codename__in=rights))
    return helper


def is_signed_in(client: Client) -> bool:
    return client.get(reverse("account_email")).status_code == 200


def act(client: Client, action: str, *users: object):
    form = {"action": action, "_selected_action": [user.pk for user in users]}
    return client.post(reverse("admin:accounts_user_changelist"), form)


def form_of(user, **changes) -> dict:
    return {
        "email": user.email,
        "full_name": "",
        "language": "vi",
        "is_active": "on",
        **changes,
    }


def change(client: Client, user, **changes):
    page = reverse("admin:accounts_user_change", args=[user.pk])
    return client.post(page, form_of(user, **changes))


def test_who_may_only_look_is_offered_no_action_on_any_page(rf):
    views = Permission.objects.filter(codename__startswith="view_")
    request = rf.get("/")
    request.user = make_helper(*views.values_list("codename", flat=True)).user
    offered = {
        model._meta.label: [*page.get_actions(request)]
        for model, page in admin.site._registry.items()
    }
    assert "accounts.User" in offered
    assert "account.EmailAddress" in offered
    assert {label: names for label, names in offered.items() if names} == {}


def test_every_action_of_the_administration_says_which_right_it_asks_for():
    open_to_all = [
        f"{model._meta.label}.{name}"
        for model, page in admin.site._registry.items()
        for action, name, _text in page._get_base_actions()
        if not getattr(action, "allowed_permissions", ())
    ]
    assert open_to_all == []


@pytest.mark.parametrize("action", ["sign_out_everywhere", "send_password_letters"])
def test_a_right_to_look_at_users_does_nothing_to_them(action, mailoutbox):
    owner = make_owner()
    browser = sign_in(Client())
    act(make_helper("view_user").client, action, owner.user)
    assert is_signed_in(browser)
    assert mailoutbox == []


def test_a_right_to_change_users_gives_nobody_a_right():
    helper, owner = make_helper("change_user", "view_user"), make_owner()
    group = Group.objects.create(name="Tất cả")
    every = Permission.objects.values_list("pk", flat=True)
    rights = {
        "is_staff": "on",
        "is_superuser": "on",
        "groups": [group.pk],
        "user_permissions": [*every],
    }
    assert change(helper.client, helper.user, **rights).status_code == 403
    sent = change(helper.client, owner.user, **rights, full_name="Lan")
    assert sent.status_code == 302
    owner.user.refresh_from_db()
    assert owner.user.full_name == "Lan"
    for user in (helper.user, owner.user):
        user.refresh_from_db()
        assert not user.is_superuser
        assert not user.groups.exists()
        assert user.user_permissions.count() < len(every)
    assert not owner.user.is_staff


def test_whoever_has_rights_is_out_of_reach_of_who_may_change_users(mailoutbox):
    helper = make_helper("change_user", "view_user", "delete_user")
    administrator, owner = make_administrator(), make_owner()
    browser = sign_in(Client())
    taken = change(helper.client, administrator.user, email="toi@thanhpho.example")
    assert taken.status_code == 403
    for action in ("sign_out_everywhere", "send_password_letters"):
        both = act(helper.client, action, owner.user, administrator.user)
        assert both.status_code == 403
    assert mailoutbox == []
    assert is_signed_in(browser)

    page = reverse("admin:accounts_user_delete", args=[administrator.user.pk])
    assert helper.client.post(page, {"post": "yes"}).status_code == 403
    administrator.user.refresh_from_db()
    assert administrator.user.email == "quantri@thanhpho.example"


def test_a_group_is_changed_by_superusers_only():
    group = Group.objects.create(name="Trợ lý")
    page = reverse("admin:auth_group_change", args=[group.pk])
    helper = make_helper("change_group", "view_group", "add_group", "delete_group")
    assert helper.client.post(page, {"name": "Khác"}).status_code == 403
    add = helper.client.post(reverse("admin:auth_group_add"), {"name": "Khác"})
    assert add.status_code == 403
    administrator = make_administrator()
    assert administrator.client.post(page, {"name": "Khác"}).status_code == 302
