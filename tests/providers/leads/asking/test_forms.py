"""What an owner types who asks, and what each provider may see: nothing that is not ticked."""

import pytest
from django.utils import translation

from accounts.access.scopes import Item
from accounts.models import Organisation
from providers.leads.asking.choices import Candidate, Named
from providers.leads.asking.forms import AskForm, AskForms, EachForm
from providers.leads.services import CONSENT_TEXT, Contact, Shown
from providers.models import Provider, Solution
from tests.providers.leads.examples import form_data, ticks


def candidate(slug: str = "web") -> Candidate:
    provider = Provider(slug=slug, organisation=Organisation(name=f"Nhà {slug}"))
    return Candidate(
        solution=Solution(slug=slug, provider=provider),
        offer=None,
        answers=(Named("1.1.1", "Trang web: chưa có"),),
        steps=(Named("1.1.1:0:1", "Làm trang web"),),
    )


def each(data=None, slug: str = "web") -> EachForm:
    return EachForm(data, candidate=candidate(slug), has_weak=True, is_first=True)


def forms_of(data, *slugs: str) -> AskForms:
    return AskForms(data, {}, [candidate(slug) for slug in slugs], has_weak=True)


def problems(form) -> dict[str, list[str]]:
    with translation.override("en"):
        return {field: list(texts) for field, texts in form.errors.items()}


def test_what_is_typed_becomes_a_contact_items_and_a_budget():
    form = AskForm(form_data(contact_phone=" 0901 234 567 "))
    assert form.is_valid()
    assert form.contact == Contact("Hòa", "hoa@quanpho.example", "0901 234 567")
    assert form.cleaned_data["budget"] == 1_500_000_000
    assert form.cleaned_data["message"] == "Chào anh"


@pytest.mark.parametrize(
    ("names", "items"),
    [
        (("agree_contact",), [Item.CONTACT]),
        (("agree_contact", "agree_score"), [Item.CONTACT, Item.AGGREGATE]),
        (("agree_contact", "agree_pillars"), [Item.CONTACT, Item.PILLARS]),
    ],
)
def test_what_is_not_ticked_is_not_passed_on(names, items):
    form = each(ticks("web", *names))
    assert form.is_valid(), form.errors
    assert (form.items, form.shown) == (items, Shown())


def test_answers_and_steps_are_passed_on_by_name():
    data = ticks("web", "agree_contact")
    form = each(data | {"web-answers": ["1.1.1"], "web-steps": ["1.1.1:0:1"]})
    assert form.is_valid(), form.errors
    assert form.items == [Item.CONTACT, Item.NAMED_ANSWERS, Item.NAMED_STEPS]
    assert form.shown == Shown(("1.1.1",), (("1.1.1", 0, 1),))


def test_what_is_named_twice_is_shown_once():
    data = ticks("web", "agree_contact")
    doubles = {"web-answers": ["1.1.1"] * 2, "web-steps": ["1.1.1:0:1"] * 2}
    form = each(data | doubles)
    assert form.is_valid(), form.errors
    assert form.shown == Shown(("1.1.1",), (("1.1.1", 0, 1),))


def test_what_was_not_offered_cannot_be_ticked():
    assert not each(ticks("web") | {"web-answers": ["9.9.9"]}).is_valid()


def test_each_provider_has_ticks_of_its_own():
    data = form_data() | ticks("app", "agree_contact", "agree_score")
    forms = forms_of(data, "web", "app", "erp")
    assert forms.is_valid()
    assert [(form.candidate.solution.slug, form.items) for form in forms.asked] == [
        ("web", [Item.CONTACT, Item.PILLARS]),
        ("app", [Item.CONTACT, Item.AGGREGATE]),
    ]


def test_whoever_asks_nobody_is_told_so():
    forms = forms_of(form_data(**{"web-ask": ""}), "web", "app")
    assert not forms.is_valid()
    assert "ask" in forms.each[0].errors


def test_without_the_box_for_the_contact_it_is_answered_by_messages():
    nobody = {"contact_name": "", "contact_email": ""}
    forms = forms_of(form_data(**nobody, **{"web-agree_contact": ""}), "web", "app")
    assert forms.is_valid(), forms.with_errors
    (asked,) = forms.asked
    assert asked.items == [Item.MESSAGES, Item.PILLARS]


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("contact_name", "Please give a name the provider can ask for."),
        ("contact_email", "Please give an email address for the answer."),
    ],
)
def test_who_lets_one_have_the_contact_has_to_give_one(name, text):
    data = form_data(**{name: "", "web-agree_contact": ""})
    with translation.override("en"):
        forms = forms_of(data | ticks("app", "agree_contact"), "web", "app")
        assert not forms.is_valid()
        assert problems(forms.shared) == {name: [text]}


def test_who_is_not_asked_needs_no_ticks():
    form = each({})
    assert form.is_valid()
    assert not form.is_asked


@pytest.mark.parametrize("name", ["contact_phone", "budget", "message"])
def test_a_telephone_a_budget_and_a_message_may_be_left_out(name):
    assert AskForm(form_data(**{name: ""})).is_valid()


@pytest.mark.parametrize(
    ("name", "value", "text"),
    [
        ("contact_email", "hoa@", "Enter a valid email address."),
        ("contact_phone", "abc", "This is not a telephone number."),
        ("contact_phone", "12345", "This is not a telephone number."),
        ("contact_phone", "--------", "This is not a telephone number."),
        ("contact_phone", "8.49012E+10", "This is not a telephone number."),
        ("contact_phone", "++84 901 234", "This is not a telephone number."),
    ],
)
def test_what_is_missing_or_wrong_is_told_beside_its_field(name, value, text):
    with translation.override("en"):
        form = AskForm(form_data(**{name: value}))
        (problem,) = problems(form)[name]
    assert problem.startswith(text)
    assert list(form.errors) == [name]


@pytest.mark.parametrize(
    "phone", ["0901234567", "+84 901 234 567", "(028) 3822-1234", "028.3822.1234"]
)
def test_telephones_are_written_in_many_ways(phone):
    assert AskForm(form_data(contact_phone=phone)).is_valid()


@pytest.mark.parametrize(
    ("name", "typed", "kept"),
    [
        ("contact_phone", "\u202a0901–234–567\u202c", "0901-234-567"),
        ("contact_phone", "0901\u00a0234\u00a0567", "0901 234 567"),
        ("contact_email", "lan@pho.example\u200b", "lan@pho.example"),
        ("budget", "\u202d50\u200b triệu\u202c", 50_000_000),
        ("contact_name", "Chị\u200b Lan\u3164", "Chị Lan"),
    ],
)
def test_what_is_pasted_with_hidden_signs_is_kept_as_it_looks(name, typed, kept):
    with translation.override("vi"):
        form = AskForm(form_data(**{name: typed}))
        assert form.is_valid(), form.errors
    assert form.cleaned_data[name] == kept


def test_too_long_a_message_is_refused():
    assert AskForm(form_data(message="x" * 2000)).is_valid()
    assert not AskForm(form_data(message="x" * 2001)).is_valid()


def test_a_consent_to_an_older_wording_is_asked_for_again():
    forms = forms_of(form_data(text_version="lead-2025-01"), "web")
    assert not forms.is_valid()
    assert forms.shared["text_version"].value() == CONSENT_TEXT
    assert not forms.each[0]["agree_contact"].value()
    assert not forms.each[0]["agree_pillars"].value()


def test_what_was_typed_with_an_older_wording_is_not_lost():
    form = AskForm(form_data(text_version="lead-2025-01"))
    assert not form.is_valid()
    assert form["message"].value() == "Chào anh"


def test_the_boxes_start_unticked():
    form = each()
    for name in ("agree_contact", "agree_score", "agree_pillars", "answers", "steps"):
        assert not form[name].value()
    assert form["ask"].value(), "whom one came to ask"
    assert AskForm()["text_version"].value() == CONSENT_TEXT
