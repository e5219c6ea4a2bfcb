import re
from decimal import Decimal
from fractions import Fraction
from html import unescape

import pytest
from django import forms
from django.core.paginator import Paginator
from django.http import QueryDict
from django.template import Context, Template
from django.utils import translation

from assessment.templatetags.frame import bar, form_field, level_badge
from tests.pages import assert_clean_page

NAMES = {"vi": "Bắt đầu", "en": "Started"}


class Profile(forms.Form):
    name = forms.CharField(label="Name", help_text="As registered.")
    kind = forms.ChoiceField(
        label="Kind", choices=[("a", "A"), ("b", "B")], widget=forms.RadioSelect
    )
    note = forms.CharField(label="Note", required=False, widget=forms.Textarea)
    agree = forms.BooleanField(label="Agree")


def render(source: str, **context) -> str:
    return Template("{% load frame %}" + source).render(Context(context))


@pytest.mark.parametrize(
    ("filtered", "value", "vietnamese", "english"),
    [
        ("grouped", 1500000000, "1.500.000.000", "1,500,000,000"),
        ("grouped", Decimal("1234.50"), "1.234,50", "1,234.50"),
        ("grouped:1", 4, "4,0", "4.0"),
        ("grouped", None, "", ""),
        ("vnd", 1500000000, "1.500.000.000\u00a0₫", "1,500,000,000\u00a0₫"),
        ("vnd", None, "", ""),
        ("percent", 36.875, "36,9\u00a0%", "36.9%"),
        ("percent", Fraction(165, 4), "41,3\u00a0%", "41.3%"),
        ("percent:0", 60, "60\u00a0%", "60%"),
    ],
)
def test_numbers_are_written_as_the_reader_writes_them(
    filtered, value, vietnamese, english
):
    source = f"{{{{ value|{filtered} }}}}"
    with translation.override("vi"):
        assert render(source, value=value) == vietnamese
    with translation.override("en"):
        assert render(source, value=value) == english


def test_a_text_is_read_in_the_active_language_and_else_in_vietnamese():
    with translation.override("en"):
        assert render("{{ names|text }}", names={"vi": "Chỉ có tiếng Việt"}) == (
            "Chỉ có tiếng Việt"
        )
        assert render("{{ missing|text }}") == ""
        assert (
            render("{% text names %} {{ names|text }}", names=NAMES)
            == "Started Started"
        )


def test_a_text_is_escaped():
    assert "<b>" not in render("{% text names %}", names={"vi": "<b>"})


def test_a_level_is_told_by_number_and_name():
    with translation.override("vi"):
        badge = render("{% level_badge 2 names %}", names=NAMES)
        assert 'data-level="2"' in badge
        assert "Bắt đầu" in badge
        assert "Chưa có mức độ" in render("{% level_badge None %}")


def test_a_bar_stays_within_its_frame():
    assert 'width="100.0%"' in render("{% bar 130 %}")
    assert 'width="36.9%"' in render("{% bar 36.875 %}")


def test_an_error_stands_beside_its_field_and_in_the_summary():
    form = Profile({"name": "", "note": "giữ lại điều đã gõ"})
    with translation.override("vi"):
        html = render(
            "{% error_summary form %}{% for f in form %}{% form_field f %}{% endfor %}",
            form=form,
        )
    assert_clean_page(html, fragment=True)
    assert 'href="#id_name"' in html
    # The first choice: a group itself takes no focus.
    assert 'href="#id_kind_0"' in html
    assert 'id="name-error"' in html
    assert 'aria-describedby="id_name_helptext name-error"' in html
    assert "giữ lại điều đã gõ" in html
    assert "(không bắt buộc)" in html


def test_a_form_without_errors_shows_no_summary():
    assert render("{% error_summary form %}", form=Profile()).strip() == ""


@pytest.mark.parametrize(
    ("name", "month"), [("share-2026-11", "11/2026"), ("1", "1"), ("", "")]
)
def test_a_wording_is_named_by_its_month(name, month):
    assert render("{{ name|month_of_wording }}", name=name) == month


class Consent(forms.Form):
    agree = forms.BooleanField(label="I agree.")
    name = forms.CharField(label="Name")


def test_the_summary_of_errors_puts_no_colon_behind_a_sentence():
    html = render("{% error_summary form %}", form=Consent({}))
    assert "I agree." not in html
    assert "Name: " in html


def test_a_group_of_choices_is_told_from_a_single_field():
    form = Profile()
    assert form_field(form["kind"])["is_group"]
    assert form_field(form["kind"])["control"] == ""
    assert not form_field(form["name"])["is_group"]
    assert form_field(form["agree"])["is_check"]


def test_a_field_is_described_by_its_hint_before_its_error():
    form = Profile({})
    assert form_field(form["name"])["described"] == "id_name_helptext name-error"
    assert form_field(form["agree"])["described"] == "agree-error"
    assert form_field(form["note"])["described"] == ""


def test_that_a_field_is_optional_is_said_unless_its_hint_says_when_it_is_needed():
    note = Profile()["note"]
    assert form_field(note)["is_optional"]
    assert not form_field(note, says_optional=False)["is_optional"]
    assert not form_field(Profile()["name"])["is_optional"]


def test_inputs_look_like_inputs_and_ticks_do_not():
    form = Profile()
    assert 'class="input"' in form_field(form["name"])["control"]
    assert "class=" not in form_field(form["agree"])["control"]


@pytest.mark.parametrize(
    ("percent", "width"), [(-5, "0.0"), (0, "0.0"), (36.85, "36.9"), (100, "100.0")]
)
def test_a_bar_is_as_wide_as_its_percent(percent, width):
    assert bar(percent) == {"width": width}


def test_a_level_may_be_named_by_a_word_of_one_language():
    assert level_badge(3, "Hình thành") == {
        "level": 3,
        "name": "Hình thành",
        "size": "",
    }
    assert level_badge(None, None)["name"] == ""


@pytest.mark.parametrize(
    ("number", "before", "after"), [(1, [], [2]), (2, [1], [3]), (3, [2], [])]
)
def test_pages_lead_to_their_neighbours_with_all_that_was_asked_for(
    rf, number, before, after
):
    asked = {"q": "phở & bún", "size": "", "sector": ["I", "G"], "page": "9"}
    page = Paginator(range(50), 20).page(number)
    text = "{% page_links page 'page' %}"
    shown = render(text, request=rf.get("/", asked), page=page)
    for rel, numbers in (("prev", before), ("next", after)):
        links = re.findall(f'rel="{rel}" href="([^"]*)"', shown)
        assert [QueryDict(unescape(link)[1:]).dict() for link in links] == [
            {"q": "phở & bún", "sector": "G", "page": str(other)} for other in numbers
        ]
    assert "sector=I&amp;sector=G" in shown
    assert f'aria-current="page">{number} / 3<' in shown


def test_a_list_of_one_page_has_no_links(rf):
    page = Paginator(range(20), 20).page(1)
    text = "{% page_links page 'trang' %}"
    assert not render(text, request=rf.get("/"), page=page).strip()
