"""What an association sees goes by the words agreed to, not by what those of today lay open."""

import re

import pytest
from django.test import Client
from django.urls import reverse

from accounts.access.scopes import Item, Scope
from accounts.access.visitors import SHARED
from associations.consents.texts import CURRENT, WORDINGS
from survey.evidence.services import review_evidence
from survey.results.share_links import make_share_link
from tests.builders import NOW, PDF, make_evidence
from tests.pages import assert_clean_page
from tests.personas import make_share, remembering
from tests.reports.reading import words_of

pytestmark = pytest.mark.django_db
GRADE = (
    "số điểm có minh chứng",
    "Có minh chứng kèm theo",
    "Đã được người thẩm định",
    "Tự khai",
    'class="proof',
)
CASES = [
    (wording, scope.name.lower())
    for wording in WORDINGS.values()
    for scope in wording.scopes
]


# The wordings that name how far answers are proved.
GRADED = ("share-3-2026-11", CURRENT.id)


@pytest.fixture
def proved(result, staff):
    """Half of the answers have evidence, and one of the files was accepted."""
    codes = list(result.assessment.answers.values_list("question", flat=True))
    files = [
        make_evidence(result.assessment, code, content=PDF + code.encode())
        for code in codes[::2]
    ]
    review_evidence(
        evidence=files[0],
        verdict="accepted",
        note="",
        by=staff.user,
        reviewer=staff.organisation,
        now=NOW,
    )
    return result


def read(client, name, result) -> str:
    answer = client.get(
        reverse(f"reports:{name}", args=[result.public_id]), {"lang": "vi"}
    )
    if name == "pdf":
        return words_of(answer.content)
    if answer.status_code == 200:
        assert_clean_page(answer)
    return answer.content.decode()


@pytest.mark.parametrize(
    ("wording", "scope"), CASES, ids=lambda part: getattr(part, "id", part)
)
def test_the_grade_is_shown_only_where_the_agreed_words_name_it(
    owner, staff, proved, wording, scope
):
    make_share(owner.organisation, staff.organisation, scope, wording=wording.id)
    for name in ("result", "answers", "pdf"):
        text = " ".join(read(staff.client, name, proved).split())
        told = [words for words in GRADE if words in text]
        may_read = name != "answers" or scope in ("answers", "evidence")
        assert bool(told) is (
            Item.GRADE in wording.scopes[Scope[scope.upper()]].items and may_read
        ), (name, told)


@pytest.mark.sql
def test_a_share_link_shows_the_grade_with_the_result(owner, proved):
    link, _token = make_share_link(result=proved, by=owner.user, now=NOW)
    assert "Có minh chứng kèm theo" in read(
        remembering(Client(), SHARED, link), "result", proved
    )


@pytest.mark.parametrize(
    ("wording", "named"),
    [("share-2026-11", "Tất cả câu trả lời"), (CURRENT.id, "và lộ trình")],
)
def test_the_list_of_the_staff_names_what_is_shared_in_the_agreed_words(
    owner, staff, result, wording, named
):
    make_share(owner.organisation, staff.organisation, "answers", wording=wording)
    page = staff.client.get(
        reverse("associations:results", args=[staff.organisation.public_id])
    ).content.decode()
    (told,) = re.findall(r'data-label="Được xem">\s*<div>([^<]+)</div>', page)
    assert named in told
    assert ("lộ trình" in told) is (wording == CURRENT.id)


@pytest.mark.parametrize("wording", WORDINGS)
def test_the_owner_is_told_of_the_grade_only_where_it_may_be_seen(
    owner, staff, wording
):
    make_share(owner.organisation, staff.organisation, "pillars", wording=wording)
    page = owner.client.get(reverse("associations:consents")).content.decode()
    assert ("bao nhiêu phần điểm có minh chứng" in page) is (wording in GRADED)


def test_agreeing_to_the_wording_in_force_lets_the_association_see_what_it_names(
    owner, staff, proved
):
    make_share(
        owner.organisation, staff.organisation, "pillars", wording="share-2026-11"
    )
    agreed = {
        "association": str(staff.organisation.public_id),
        "scope": "2",
        "lasting": "den-khi-rut",
        "agree": "on",
    }
    address = reverse("associations:share", args=[proved.public_id])
    owner.client.post(address, agreed | {"text_version": CURRENT.id})
    assert "Có minh chứng kèm theo" in read(staff.client, "result", proved)
