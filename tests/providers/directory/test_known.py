"""An import fills the providers that stand, and makes nobody a second time."""

import pytest
from django.urls import reverse

from accounts.models import Organisation
from accounts.services import create_organisation
from providers.directory.document import read_directory
from providers.directory.services import import_directory
from providers.models import Provider, Solution
from tests.builders import NOW, make_organisation, make_user
from tests.providers.directory.examples import GOOD

pytestmark = pytest.mark.django_db

CODE = "0312687878"


def imported(written, *changes: tuple[str, str]):
    text = GOOD
    for old, new in changes:
        assert old in text
        text = text.replace(old, new, 1)
    return import_directory(data=read_directory(written(text)).data, now=NOW)


def with_code(code: str) -> tuple[str, str]:
    return ("    website:", f"    tax_code: '{code}'\n    website:")


def made(name: str, code: str = "") -> Organisation:
    """As the administration makes one."""
    return create_organisation(kind="provider", name=name, tax_code=code, now=NOW)


def test_a_provider_made_by_hand_has_an_entry_and_its_staff_a_page(client):
    organisation = made("Công ty Web Sao Mai")
    assert organisation.provider.slug == "cong-ty-web-sao-mai"
    staff = make_user()
    create_organisation(kind="provider", name="Của tôi", by=staff, now=NOW)
    client.force_login(staff)
    assert client.get(reverse("providers:leads")).status_code == 200


def test_two_of_one_name_get_two_addresses():
    slugs = [made("Sao Mai").provider.slug for _each in range(2)]
    assert slugs == ["sao-mai", "sao-mai-2"]


def test_one_that_stands_is_known_by_its_name_without_marks(written):
    organisation = made("CÔNG TY  WEB SÁO MAI")
    done = imported(written)
    assert Provider.objects.get().organisation == organisation
    assert dict(+done.providers) == {"changed": 1}
    # The same again changes nothing, although the file calls it otherwise.
    assert dict(+imported(written).providers) == {"same": 1}
    assert Solution.objects.filter(is_active=True).count() == 2


def test_a_tax_code_says_more_than_a_name(written):
    organisation = made("Tên cũ của công ty", CODE)
    made("Công ty Web Sao Mai", "0100109106")
    imported(written, with_code(CODE))
    organisation.refresh_from_db()
    assert organisation.name == "Công ty Web Sao Mai"
    assert Provider.objects.count() == 2


def test_one_name_with_two_tax_codes_is_two_companies(written):
    made("Công ty Web Sao Mai", "0100109106")
    done = imported(written, with_code(CODE))
    assert dict(+done.providers) == {"new": 1}


def test_of_two_with_the_same_name_none_is_guessed(written):
    made("Công ty Web Sao Mai")
    made("Công ty Web Sao Mai")
    assert dict(+imported(written).providers) == {"new": 1}


def test_an_organisation_without_an_entry_gets_the_one_of_the_file(written):
    make_organisation("provider", "Công ty Web Sao Mai")
    imported(written)
    assert Provider.objects.get().slug == "sao-mai"


def test_an_enterprise_of_the_same_name_is_no_provider(written):
    make_organisation("enterprise", "Công ty Web Sao Mai")
    assert dict(+imported(written).providers) == {"new": 1}
