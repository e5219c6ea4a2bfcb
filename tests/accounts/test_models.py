"""Organisations have keys that every database sorts and searches alike; people, one address."""

import pytest
from django.db import IntegrityError, transaction

from accounts.models import Organisation, User
from tests.builders import make_organisation, make_user

pytestmark = [pytest.mark.django_db, pytest.mark.sql]


def test_an_address_is_one_account_however_it_is_typed():
    user = make_user("Hoa@QuanPho.example")
    assert user.email == "hoa@quanpho.example"
    assert User.objects.get_by_natural_key("HOA@quanpho.EXAMPLE") == user
    with pytest.raises(IntegrityError), transaction.atomic():
        User.objects.create(email="HOA@quanpho.example")


def test_an_administrator_has_every_right():
    user = User.objects.create_superuser("quantri@thanhpho.example", "mot-mat-khau")
    assert user.is_staff
    assert user.is_superuser
    assert user.check_password("mot-mat-khau")


@pytest.mark.parametrize(
    ("name", "shown"), [("Nguyễn Hòa", "Nguyễn Hòa"), ("", "a@pho.example")]
)
def test_a_person_without_a_name_is_shown_by_the_address(name, shown):
    user = make_user("a@pho.example", full_name=name)
    assert str(user) == user.get_short_name() == shown


def test_organisations_stand_in_vietnamese_order_and_are_found_without_marks():
    for name in ("Đá Quý", "Anh Đào", "Ấm Áp", "Dệt May"):
        make_organisation(name=name)
    names = [organisation.name for organisation in Organisation.objects.all()]
    assert names == ["Anh Đào", "Ấm Áp", "Dệt May", "Đá Quý"]
    assert Organisation.objects.get(search_key="da quy").name == "Đá Quý"


def test_a_new_name_brings_its_keys_along_even_where_only_the_name_is_saved():
    organisation = make_organisation(name="Phở Hòa")
    organisation.name = "Bún Bò Huế"
    organisation.save(update_fields=["name"])
    organisation.refresh_from_db()
    assert organisation.search_key == "bun bo hue"
    assert list(Organisation.objects.filter(sort_key=organisation.sort_key)) == [
        organisation
    ]


@pytest.mark.parametrize(
    ("fields", "is_one"),
    [
        ({"name": "Quán phở Hòa Bình"}, False),
        ({"name": "Hộ kinh doanh Hòa Bình"}, True),
        # Older household businesses have a code of ten digits: their word counts.
        ({"name": "Quán phở", "tax_code": "0300588569", "is_household": True}, True),
    ],
)
def test_a_household_business_is_one_by_its_own_word_or_by_what_it_is_called(
    fields, is_one
):
    assert make_organisation(**fields).is_household_business is is_one
