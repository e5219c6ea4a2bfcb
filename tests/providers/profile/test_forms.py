"""What a provider types of itself is read as it was meant; what cannot be read is told."""

from datetime import date

import pytest
from django.utils.translation import override

from providers.models import Provider, Solution
from providers.profile.forms import (
    MOST_ABILITIES,
    MOST_CERTIFICATES,
    CertificatesForm,
    ProfileForm,
    SolutionForm,
)

pytestmark = pytest.mark.django_db
PROFILE = {"about_vi": "Làm web cho quán ăn", "capacity_per_month": "4"}
SOLUTION = {
    "name_vi": "Bán hàng qua điện thoại",
    "what_vi": "Máy tính tiền trên điện thoại.",
    "kind": "software",
    "price_from": "200 nghìn",
    "price_to": "500.000",
    "price_unit": "month",
    "can_1": "sales.pos",
    "lift_1": "3",
}


def profile(**typed: object) -> ProfileForm:
    return ProfileForm(PROFILE | typed)


def solution(**typed: object) -> SolutionForm:
    return SolutionForm(SOLUTION | typed)


def said(form) -> dict:
    assert form.is_valid(), form.errors
    return form.said()


class TestTheProfile:
    def test_a_language_without_words_is_not_kept_as_an_empty_one(self):
        assert said(profile())["about"] == {"vi": "Làm web cho quán ăn"}
        both = said(profile(about_en="Websites"))["about"]
        assert both == {"vi": "Làm web cho quán ăn", "en": "Websites"}

    @pytest.mark.parametrize(
        ("typed", "field"),
        [
            ({"about_vi": " "}, "about_vi"),
            ({"about_vi": "a" * 2001}, "about_vi"),
            ({"capacity_per_month": ""}, "capacity_per_month"),
            ({"capacity_per_month": "-1"}, "capacity_per_month"),
            ({"capacity_per_month": "1001"}, "capacity_per_month"),
            ({"email": "không có"}, "email"),
            ({"website": "javascript:alert(1)"}, "website"),
            ({"areas": ["99999"]}, "areas"),
        ],
    )
    def test_what_cannot_be_is_told_beside_its_field(self, typed, field):
        form = profile(**typed)
        assert list(form.errors) == [field]
        assert form[field].value() == typed[field]

    def test_as_many_requests_as_the_most_are_still_taken(self):
        assert said(profile(capacity_per_month="1000"))["capacity_per_month"] == 1000

    def test_who_hears_the_page_hears_each_language_in_its_own_voice(self):
        form = ProfileForm()
        assert 'lang="en"' in str(form["about_en"])
        assert 'lang="vi"' in str(form["about_vi"])
        assert "lang=" not in str(form["website"])

    @pytest.mark.parametrize(
        ("language", "words"),
        [("vi", "một hai câu"), ("en", "in a sentence or two")],
    )
    def test_it_is_told_in_the_language_of_the_reader(self, language, words):
        with override(language):
            form = profile(about_vi="")
            assert words in str(form.errors["about_vi"])


class TestASolution:
    def test_prices_are_read_as_people_write_them(self):
        found = said(solution())
        assert (found["price_from"], found["price_to"]) == (200_000, 500_000)
        assert type(found["price_from"]) is int

    @pytest.mark.parametrize(
        ("typed", "field"),
        [
            ({"price_from": ""}, "price_from"),
            ({"price_to": "199.999"}, "price_to"),
            ({"price_to": str(10**12 + 1)}, "price_to"),
            ({"price_unit": "century"}, "price_unit"),
            ({"kind": "magic"}, "kind"),
            ({"delivery_days": "3651"}, "delivery_days"),
            ({"sizes": ["giant"]}, "sizes"),
            ({"sectors": ["?"]}, "sectors"),
            ({"can_1": "fly.high"}, "can_1"),
            ({"lift_1": "9"}, "lift_1"),
            ({"name_vi": "a" * 101}, "name_vi"),
        ],
    )
    def test_what_cannot_be_is_told_beside_its_field(self, typed, field):
        form = solution(**typed)
        assert list(form.errors) == [field]
        assert form[field].value() == typed[field]

    def test_one_price_for_everybody_is_a_price(self):
        found = said(solution(price_from="500.000"))
        assert found["price_from"] == found["price_to"] == 500_000

    def test_what_it_helps_with_stands_once_however_often_it_was_chosen(self):
        found = said(solution(can_2="sales.pos", lift_2="1", can_3="sales.online"))
        assert found["improves"] == [
            {"capability": "sales.pos", "lift": 1},
            # How far was not said: the usual.
            {"capability": "sales.online", "lift": 2},
        ]

    def test_without_anything_it_helps_with_it_is_no_solution(self):
        form = solution(can_1="")
        assert list(form.errors) == ["can_1"]
        with override("en"):
            form = solution(can_1="")
            assert "choose what it helps with" in str(form.errors["can_1"])

    def test_questions_that_an_import_named_are_enough_and_stay(self):
        named = [{"question": "1.1.1", "lift": 2}]
        kept = Solution(improves=named)
        form = SolutionForm(SOLUTION | {"can_1": ""}, solution=kept)
        assert said(form)["improves"] == named

    def test_what_waits_stands_in_the_form_in_place_of_what_stands(self):
        stands = Solution(
            name={"vi": "Tên"},
            what={"vi": "Việc"},
            price_from=1,
            price_to=2,
            improves=[{"capability": "sales.pos", "lift": 1}],
        )
        asked = {
            "price_from": 5,
            "improves": [{"capability": "sales.online", "lift": 3}],
        }
        initial = SolutionForm.initial_of(stands, asked)
        assert (initial["price_from"], initial["price_to"]) == (5, 2)
        assert (initial["can_1"], initial["lift_1"]) == ("sales.online", 3)
        assert "can_2" not in initial
        # Of what was not asked for it says what stands.
        assert initial["name_vi"] == "Tên"

    def test_more_than_the_usual_lines_stand_there_where_an_import_brought_them(self):
        names = ["sales.pos"] * (MOST_ABILITIES + 2)
        improves = [{"capability": name, "lift": 2} for name in names]
        many = Solution(name={}, what={}, improves=improves)
        form = SolutionForm(initial=SolutionForm.initial_of(many), solution=many)
        assert len(form.abilities()) == MOST_ABILITIES + 2
        assert len(SolutionForm().abilities()) == MOST_ABILITIES


class TestCertificates:
    @pytest.mark.parametrize(
        ("sent", "listed"),
        [
            (None, 1),
            ({"name_1": "ISO 9001"}, 2),
            ({"name_3": "HACCP"}, 4),
            ({"until_2": "2027-05-01"}, 3),
            ({"name_8": "HACCP"}, 8),
        ],
        ids=["nothing", "one", "after two empty ones", "a day alone", "the last"],
    )
    def test_lines_after_the_next_empty_one_are_folded(self, sent, listed):
        form = CertificatesForm(sent)
        assert len(form.listed()) == listed
        assert form.listed() + form.folded() == form.lines()

    def test_an_empty_line_is_none_and_a_day_is_not_needed(self):
        form = CertificatesForm(
            {"name_2": "ISO 9001", "until_2": "2027-05-01", "name_5": "HACCP"}
        )
        assert form.is_valid()
        assert form.ends() == {"ISO 9001": date(2027, 5, 1), "HACCP": None}

    @pytest.mark.parametrize(
        ("typed", "field"),
        [
            ({"until_3": "2027-05-01"}, "name_3"),
            ({"name_1": "ISO", "until_1": "sang năm"}, "until_1"),
            ({"name_1": "a" * 101}, "name_1"),
            # What is kept goes by its name: one of the two would be lost.
            ({"name_1": "ISO 9001", "name_4": "ISO 9001"}, "name_4"),
        ],
    )
    def test_what_cannot_be_is_told_beside_its_field(self, typed, field):
        form = CertificatesForm(typed)
        assert list(form.errors) == [field]
        for name, text in typed.items():
            assert form[name].value() == text

    def test_saving_loses_none_where_an_import_brought_more_than_fit(self):
        names = [f"Giấy số {number}" for number in range(MOST_CERTIFICATES + 3)]
        many = Provider(certificates=names, certificate_ends={names[-1]: "2027-05-01"})
        initial = CertificatesForm.initial_of(many)
        form = CertificatesForm(initial, initial=initial)
        assert form.is_valid()
        assert list(form.ends()) == names
        assert form.ends()[names[-1]] == date(2027, 5, 1)

    def test_a_line_that_was_emptied_is_a_certificate_no_more(self):
        both = Provider(certificates=["ISO 9001", "HACCP"], certificate_ends={})
        initial = CertificatesForm.initial_of(both)
        form = CertificatesForm(initial | {"name_1": ""}, initial=initial)
        assert form.is_valid()
        assert list(form.ends()) == ["HACCP"]
