"""The directory, by a program."""

import pytest

from tests.api.programs import make_program
from tests.builders import make_provider, make_solution, make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def program():
    return make_program(make_user())


def test_nobody_s_telephone_or_address_is_told(program):
    provider = make_provider(phone="0901 234 567", email="ban@sao-mai.example")
    make_solution(provider)
    for path in ("/providers", f"/providers/{provider.slug}"):
        told = program.get(path).content.decode()
        assert provider.organisation.name in told
        assert "0901" not in told
        assert "ban@" not in told


def test_whoever_is_not_vetted_stands_in_no_list_and_on_a_page_of_its_own(program):
    make_solution(make_provider(vetted_until=None))
    assert program.get("/providers").json()["items"] == []
    assert program.get("/providers/sao-mai").json()["vetted_until"] is None


@pytest.mark.parametrize("count", [1, 9])
def test_a_list_takes_as_many_queries_for_many(
    program, count, django_assert_num_queries
):
    for number in range(count):
        provider = make_provider(f"Phần mềm {number}", f"phan-mem-{number}")
        make_solution(provider, f"giai-phap-{number}")
    program.get("/providers")
    with django_assert_num_queries(4):
        assert len(program.get("/providers").json()["items"]) == count


def test_a_list_goes_on_in_the_order_of_vietnamese(program):
    names = ["Ánh Sao", "An Bình", "Đông Á", "Dương Gia", "Ba Đình"]
    for number, name in enumerate(names):
        make_solution(make_provider(name, f"nha-{number}"), f"giai-phap-{number}")
    told, cursor = [], ""
    while cursor is not None:
        page = program.get(f"/providers?limit=2&cursor={cursor}").json()
        told += [each["name"] for each in page["items"]]
        cursor = page["next"]
    assert told == ["An Bình", "Ánh Sao", "Ba Đình", "Dương Gia", "Đông Á"]
