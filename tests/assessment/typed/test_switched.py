"""What was typed goes along into another language, without scripts too, once."""

import re

import pytest
from django.test import Client
from django.urls import reverse

from assessment.typed.switched import MOST, filled
from tests.builders import PASSWORD, make_index_version, make_user
from tests.pages import assert_clean_page
from tests.personas import make_staff
from tests.world import make_world

FIELDS = {
    "text": ('<input name="a" value="x">', '<input name="a" value="Sáu &quot;"'),
    "no value yet": ('<input name="a">', '<input name="a" value="Sáu &quot;">'),
    "self-closed": ('<input name="a" />', '<input name="a" value="Sáu &quot;" />'),
    "text area": (
        '<textarea name="a" rows="2">x</textarea>',
        '<textarea name="a" rows="2">\nSáu &quot;</textarea>',
    ),
    "hidden": ('<input type="hidden" name="a" value="x">',) * 2,
    "password": ('<input type="password" name="a">',) * 2,
    "file": ('<input type="file" name="a">',) * 2,
    "another name": ('<input name="b" value="x">',) * 2,
}
CHOICES = {
    "ticked": (
        '<input type="checkbox" name="a" value="1">',
        '<input type="checkbox" name="a" value="1" checked>',
    ),
    "taken back": (
        '<input type="checkbox" name="a" value="2" checked>',
        '<input type="checkbox" name="a" value="2">',
    ),
    "radio": (
        '<input type="radio" name="a" value="1">',
        '<input type="radio" name="a" value="1" checked>',
    ),
    "option": (
        '<select name="a"><option value="0" selected><option value="1"></select>',
        '<select name="a"><option value="0"><option value="1" selected></select>',
    ),
}


def in_form(fields: str) -> str:
    return f'<form class="x" id="form" method="post">{fields}</form>'


@pytest.mark.parametrize(("field", "expected"), FIELDS.values(), ids=FIELDS)
def test_a_field_is_filled_with_what_was_typed(field, expected):
    assert expected in filled(in_form(field), {"a": ['Sáu "']})


@pytest.mark.parametrize(("field", "expected"), CHOICES.values(), ids=CHOICES)
def test_what_was_chosen_is_chosen_again(field, expected):
    assert expected in filled(in_form(field), {"a": ["1"]})


def test_fields_of_one_name_are_filled_in_their_order():
    page = filled(in_form('<input name="a"><input name="a">'), {"a": ["1", "2"]})
    assert '<input name="a" value="1"><input name="a" value="2">' in page


def test_fields_that_stand_elsewhere_on_the_page_are_filled_too():
    beside = '<input type="checkbox" name="b" value="1" form="form">'
    page = filled(in_form('<input name="a">') + beside, {"a": ["1"], "b": ["1"]})
    assert page.endswith('name="b" value="1" form="form" checked>')


def test_no_other_form_is_touched():
    other = '<form><input name="a"></form>'
    assert filled(other, {"a": ["1"]}) == other


@pytest.fixture
def start(db):
    make_index_version()
    return reverse("survey:start")


def switch(client, page: str, language: str = "en", **typed: str):
    data = {"language": language, "here": page, **typed}
    return client.post(reverse("set_language"), data)


def test_what_was_typed_stands_in_the_other_language_once(client, start):
    assert switch(client, start, name="Tiệm <Sao>", sector="C").url == start
    text = client.get(start).content.decode()
    assert 'lang="en"' in text
    assert 'value="Tiệm &lt;Sao&gt;"' in text
    assert '<option value="C" selected>' in text
    assert "Sao" not in client.get(start).content.decode()


def test_a_form_that_asks_for_a_language_itself_keeps_its_own(db):
    manager = make_staff(role="manager")
    public_id = manager.organisation.public_id
    page = reverse("associations:invite_colleague", args=[public_id])
    # The button of the switch, then the letter's, as they stand on the page.
    for chosen, letter in (("en", "vi"), ("vi", "en")):
        sent = {"here": page, "language": [chosen, letter], "email": "lan@pho"}
        manager.client.post(reverse("set_language"), sent)
        text = manager.client.get(page).content.decode()
        assert f'<html lang="{chosen}"' in text
        radios = re.findall(r'<input[^>]*name="language" value="(..)"([^>]*)>', text)
        assert [value for value, rest in radios if "checked" in rest] == [letter]
        assert len(radios) == 2


def test_a_filled_page_is_a_clean_page(client, db):
    page = reverse("reports:verify")
    switch(client, page, name='Tiệm "Sao"', code="X")
    assert_clean_page(client.get(page))


def test_forms_of_every_kind_carry_what_was_typed(db):
    world = make_world()
    owner = world.clients["owner"]
    owner.post(reverse("account_reauthenticate"), {"password": PASSWORD})
    pages = {
        reverse("account_reset_password"): (Client(), "email", "lan@pho.example"),
        reverse("account_email"): (owner, "email", "lan@pho.example"),
        world.address("roadmap:roadmap"): (owner, "hours", "7"),
        world.address("roadmap:suggestions"): (owner, "budget", "7.500.000"),
    }
    for page, (client, name, typed) in pages.items():
        switch(client, page, **{name: typed})
        answer = client.get(page)
        assert_clean_page(answer)
        assert f'value="{typed}"' in answer.content.decode(), page


def test_it_stands_on_no_other_page(client, start):
    switch(client, start, name="Tiệm Sao")
    assert "Sao" not in client.get(reverse("reports:verify")).content.decode()
    assert "Sao" not in client.get(start).content.decode()


def test_a_form_that_names_a_page_itself_does_not_lead_there(client, db):
    login = reverse("account_login")
    typed = {"login": "lan@pho.example", "password": "mat-khau", "next": "/cua-toi/"}
    assert switch(client, login, **typed).url == login
    text = client.get(login).content.decode()
    assert "lan@pho.example" in text
    assert "mat-khau" not in text


def test_who_typed_nothing_gets_no_session(client, start):
    switch(client, start, name="")
    assert "sessionid" not in client.cookies


def test_a_flood_is_not_carried(client, start):
    switch(client, start, name="x" * (MOST + 1))
    assert "sessionid" not in client.cookies


def test_another_host_is_never_led_to(client, db):
    assert switch(client, "https://evil.example/").url == "/"


def test_the_account_remembers_the_language(client, start):
    user = make_user()
    client.force_login(user)
    switch(client, start, name="Sao")
    user.refresh_from_db()
    assert user.language == "en"
