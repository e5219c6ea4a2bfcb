"""Who may look at a version in the administration, and where one leads that asks nothing."""

import pytest
from django.contrib.auth.models import AnonymousUser, Permission
from django.core.exceptions import PermissionDenied
from django.http import Http404

from indexes.admin.access import version_to_see
from tests.builders import make_index_version, make_user, make_version_of
from tests.indexes.admin.addresses import page

pytestmark = pytest.mark.django_db


def asked_by(rf, user):
    request = rf.get("/")
    request.user = user
    return request


@pytest.mark.parametrize("right", ["view_indexversion", "change_indexversion"])
def test_who_may_look_at_indexes_or_change_them_sees_a_version(rf, right):
    version = make_index_version()
    clerk = make_user("nv@so.example", is_staff=True)
    clerk.user_permissions.add(Permission.objects.get(codename=right))
    assert version_to_see(asked_by(rf, clerk), version.pk) == version


def test_nobody_else_sees_one_nor_hears_whether_it_is_there(rf):
    version = make_index_version()
    clerk = make_user("nv@so.example", is_staff=True)
    other = Permission.objects.get(codename="delete_indexversion")
    clerk.user_permissions.add(other)
    for user in (clerk, AnonymousUser()):
        for pk in (version.pk, 4711):
            with pytest.raises(PermissionDenied):
                version_to_see(asked_by(rf, user), pk)


def test_a_version_that_is_not_there_is_not_found(rf):
    chief = make_user("sep@so.example", is_staff=True, is_superuser=True)
    with pytest.raises(Http404):
        version_to_see(asked_by(rf, chief), 4711)


@pytest.mark.parametrize("name", ["preview", "trial"])
def test_what_is_known_in_part_leads_back_with_a_word_of_why(client, name):
    version = make_version_of("dbi-2023-sme")
    answer = client.get(page(name, version.pk), follow=True)
    assert answer.redirect_chain == [(page("change", version.pk), 302)]
    assert "chưa có câu hỏi để xem" in answer.content.decode()
