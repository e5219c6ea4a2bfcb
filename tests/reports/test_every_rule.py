"""Rules that no framework here needs, on every page from the result to the report."""

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import translation

from reports.pdf.build import build_pdf
from reports.pdf.cover import total_of
from survey.answers.values import NOT_APPLICABLE, AnswerValue
from survey.models import Assessment, Result
from survey.results.services import submit
from tests.builders import NOW, make_assessment, make_version_of, save_answer
from tests.pages import assert_clean_page
from tests.reports.reading import gathered, text_of, words_of
from tests.survey.wizard import hold

pytestmark = pytest.mark.django_db
PAGES = ("result", "answers", "compare", "roadmap", "suggestions", "what_if")
GIVEN = {
    "GV.OC-01": AnswerValue(level=1),
    "GV.OC-02": AnswerValue(level=0),
    "G-SM-1-A": AnswerValue(chosen=("shared",)),
    "G-SM-1-B": AnswerValue(chosen=("shop", "zalo")),
    "PR.N": AnswerValue(numerator=5),
    "PR.F": AnswerValue(chosen=("money",)),
    "PR.DS-01": AnswerValue(numerator=1, denominator=3),
    "PR.DS-02": AnswerValue(numerator=3),
    "PR.SCALE": AnswerValue(level=7),
    "PR.T": AnswerValue(chosen=("sales.broken", "stock.planned")),
}


def sent(client: Client, **changed: AnswerValue) -> Result:
    """Of the smaller size; without the machines and the hindrances two questions do not apply."""
    draft = make_assessment(index_version=make_version_of("every-rule"), variant="few")
    hold(client, draft)
    own = {name.replace("_", "-"): value for name, value in changed.items()}
    for code, value in (GIVEN | own).items():
        save_answer(assessment=draft, question=code, value=value)
    # As it stands now: what it is asked hangs on its answers.
    draft = Assessment.objects.get(pk=draft.pk)
    return submit(assessment=draft, by=None, now=NOW)


def said_of(client: Client, result: Result) -> dict[str, str]:
    """The words of each page, and of the report."""
    said = {}
    for name in PAGES:
        app = "roadmap" if name in ("roadmap", "suggestions", "what_if") else "reports"
        response = client.get(reverse(f"{app}:{name}", args=[result.public_id]))
        assert response.status_code == 200, name
        html = response.content.decode()
        assert_clean_page(html)
        said[name] = text_of(html).replace("\u00a0", " ")
    with translation.override("vi"):
        said["report"] = words_of(build_pdf(gathered(result))).replace("\u00a0", " ")
    return said


def test_points_below_nothing_are_told_wherever_points_are(client):
    said = said_of(client, sent(client))
    assert "-24,0 %" in said["result"]
    assert "Mức 0: Tùy hứng" in said["result"], "a pillar has names of its own"
    assert "Mức 0: Yếu" in said["result"], "so has an indicator"
    for name in ("answers", "report"):
        assert "-11,25/11,25" in said[name], name
        assert "-8,75/35" in said[name], name


def test_what_takes_points_away_is_to_be_given_up(client):
    said = said_of(client, sent(client))
    for name in ("result", "roadmap", "what_if", "report"):
        assert "Bỏ đi: Dùng chung mật khẩu" in said[name], name
    assert "Bỏ đi: Hỏng: Bán hàng" in said["what_if"]


def test_what_does_not_apply_shows_that_it_earns_everything(client):
    is_out = AnswerValue(state=NOT_APPLICABLE)
    said = said_of(client, sent(client, **{"GV.OC-02": is_out}))
    for name in ("answers", "report"):
        assert "11,25/11,25" in said[name], name
        assert "-11,25/11,25" not in said[name], name


def test_what_the_next_level_asks_for_is_named_whatever_it_is(client):
    said = said_of(client, sent(client))
    for name in ("result", "report"):
        assert "cần có: Chiến lược (mức 1), Điều hành (mức 1)" in said[name], name
    assert "Mục tiêu (mức 2)" in said["report"]


def test_a_capped_ratio_tells_where_nothing_more_is_earned(client):
    result = sent(client, **{"PR.DS-01": AnswerValue(numerator=9, denominator=10)})
    said = said_of(client, result)
    assert "Hầu hết (≥ 60 %) 9 / 10" in said["answers"]
    assert "11,67/11,67" in said["answers"]
    assert "Hầu hết (≥ 60 %)" in said["what_if"]
    assert "Hầu hết (≥ 62,5 %)" in said["what_if"], "the best of the peers"


def test_what_waits_for_a_number_or_free_information_is_asked_only_then(client):
    result = sent(client, **{"PR.N": AnswerValue(numerator=1)})
    said = said_of(client, result)
    row = said["answers"].partition("PR.DS-01")[2].partition("PR.DS-02")[0]
    assert "Không áp dụng" in row
    assert "11,67/11,67" in row, "it earns everything"


def test_a_paper_with_points_below_nothing_can_be_checked(client):
    result = sent(client)
    assert result.total < 0
    with translation.override("vi"):
        printed = total_of(gathered(result))
    typed = {
        "code": result.verification_code,
        "name": result.enterprise_name,
        "level": str(result.level),
    }
    for points, agrees in ((printed, True), (printed.replace("-", ""), False)):
        answer = client.post(reverse("reports:verify"), typed | {"points": points})
        said = text_of(answer.content.decode())
        assert ("Mọi điều anh/chị nhập đều khớp" in said) is agrees, points
