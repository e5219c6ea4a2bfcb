"""What letters say, in whose language. How they leave: tests/accounts/outbox."""

import pytest
from django.utils import translation
from django.utils.translation import get_language

from accounts.email import send_email
from accounts.models import Organisation
from tests.builders import NOW

pytestmark = pytest.mark.django_db

ADDRESS = "lan@pho.example"
REVIEWED = {
    "association": "Hội Lương thực",
    "enterprise": "Quán Phở Hòa Bình",
    "url": "https://mau.example/minh-chung/1/",
}

INVITED = {
    "enterprise": "Quán Phở Hòa Bình",
    "pillars": ["Khách hàng"],
    "url": "https://mau.example/loi-moi/1/",
    "expires_at": NOW,
}


@pytest.fixture
def odd_letter(settings, tmp_path):
    """A letter whose subject stands on several lines."""
    letter = tmp_path / "letter"
    letter.mkdir()
    (letter / "odd_subject.txt").write_text("\nXin chào,\n   {{ name }}\n")
    (letter / "odd.txt").write_text("{{ name }}: {{ subject }}.")
    (letter / "odd.html").write_text("<h1>{{ subject }}</h1><p>{{ name }}</p>")
    engine = settings.TEMPLATES[0]
    settings.TEMPLATES = [{**engine, "DIRS": [tmp_path, *engine.get("DIRS", [])]}]


@pytest.mark.parametrize(
    ("language", "words", "greeting"),
    [
        ("vi", "Quán Phở Hòa Bình", "minh chứng"),
        ("en", "Quán Phở Hòa Bình", "evidence"),
    ],
)
def test_a_letter_is_in_the_language_of_its_reader(
    mailoutbox, language, words, greeting
):
    other = "en" if language == "vi" else "vi"
    with translation.override(other):
        assert send_email(
            "associations/review/email/reviewed", ADDRESS, language, REVIEWED
        )
        assert get_language() == other, (
            "the page that sent it goes on in its own language"
        )

    (letter,) = mailoutbox
    (html,) = letter.alternatives
    assert letter.to == [ADDRESS]
    for part in (letter.body, html.content):
        assert greeting in part
        assert words in part
        assert REVIEWED["url"] in part


def test_a_letter_has_its_text_and_the_same_in_html(mailoutbox):
    send_email("associations/review/email/reviewed", ADDRESS, "vi", REVIEWED)
    (letter,) = mailoutbox
    (html,) = letter.alternatives
    assert html.mimetype == "text/html"
    assert html.content.startswith("<!doctype html>")
    assert "<" not in letter.body


def test_a_subject_is_one_line_and_stands_in_the_html_too(mailoutbox, odd_letter):
    send_email("letter/odd", ADDRESS, "vi", {"name": "Lan"})
    (letter,) = mailoutbox
    assert letter.subject == "Xin chào, Lan"
    assert letter.alternatives[0].content == "<h1>Xin chào, Lan</h1><p>Lan</p>"


def test_markup_in_a_name_stays_text_in_html(mailoutbox):
    context = {**REVIEWED, "enterprise": "Phở <b>Hòa</b> & Bình"}
    send_email("associations/review/email/reviewed", ADDRESS, "vi", context)
    (letter,) = mailoutbox
    assert "<b>Hòa</b>" not in letter.alternatives[0].content


@pytest.mark.parametrize("letter", ["survey/email/invite", "survey/email/resume"])
def test_a_name_that_a_stranger_typed_leads_nowhere(mailoutbox, letter):
    bait = "Nhận quà tại https://do.example/qua và www.do.example"
    progress = {"answered": 1, "total": 2, "minutes_left": 3}
    context = INVITED | {
        "enterprise": bait,
        "name": bait,
        "inviter": bait,
        "pillars": [bait],
        "progress": progress,
    }
    send_email(letter, ADDRESS, "vi", context)
    (sent,) = mailoutbox
    (html,) = sent.alternatives
    for part in (sent.subject, sent.body, html.content):
        assert "do.example" not in part
    assert "Nhận quà tại" in sent.body
    for part in (sent.body, html.content):
        assert INVITED["url"] in part


def test_a_letter_about_a_household_business_speaks_of_one(mailoutbox):
    for about in (None, Organisation(), Organisation(is_household=True)):
        send_email("survey/email/invite", ADDRESS, "vi", INVITED, about)
    to_nobody, to_enterprise, to_household = (letter.body for letter in mailoutbox)
    assert "cùng doanh nghiệp" in to_nobody
    assert to_enterprise == to_nobody
    assert to_household == to_nobody.replace("doanh nghiệp", "hộ kinh doanh")
