"""Proof and several hands in the demo: evidence an association has looked at, a colleague who sees it otherwise."""

from datetime import datetime, timedelta
from io import BytesIO

from PIL import Image, ImageDraw

from accounts.access import Scope
from accounts.models import Organisation, User
from associations.consent_texts import CURRENT
from associations.services import share_results
from language.collation import unaccented
from survey.answers.queries import answers_of
from survey.answers.values import AnswerValue
from survey.colleagues.services import invite, save_for_respondent
from survey.evidence.services import add_evidence, review_evidence
from survey.models import Assessment, Evidence, Result

FILES = ("Sổ đơn hàng tháng 10", "Màn hình phần mềm bán hàng", "Hợp đồng dịch vụ")
DECLINED_BECAUSE = "Ảnh chưa thấy ngày. Anh/chị chụp lại cả phần đầu trang giúp."
COLLEAGUE, EMAIL = "Lâm Thị Thu", "thu.ketoan@demo.example"


def prove(
    *,
    result: Result,
    association: Organisation,
    owner: User,
    staff: User,
    now: datetime,
) -> list[Evidence]:
    """Three files beside the first answers that earn something: one accepted, one declined, one waiting."""
    assessment = result.assessment
    answers = answers_of(assessment)
    earning = [
        code
        for code in assessment.index.codes
        if code in answers and answers[code].level
    ]
    at = now - timedelta(days=5)
    share_results(
        enterprise=result.organisation,
        association=association,
        scope=Scope.EVIDENCE,
        text_version=CURRENT.id,
        by=owner,
        now=at,
    )
    files = [
        add_evidence(
            assessment=assessment,
            question=code,
            name=f"{name}.png",
            content=_paper(name),
            by=owner,
            now=at,
        )
        for code, name in zip(earning, FILES, strict=False)
    ]
    for file, verdict, note in zip(
        files, ("accepted", "declined"), ("", DECLINED_BECAUSE), strict=False
    ):
        review_evidence(
            evidence=file,
            verdict=verdict,
            note=note,
            by=staff,
            reviewer=association,
            now=at + timedelta(days=1),
        )
    return files


def _paper(name: str) -> bytes:
    """A page that says it is made up."""
    page = Image.new("RGB", (720, 960), "white")
    pen = ImageDraw.Draw(page)
    pen.text((48, 48), unaccented(name).upper(), fill="black")
    pen.text((48, 96), "Fictional, for the demo only.", fill="black")
    for row in range(12):
        pen.line([(48, 160 + row * 56), (672, 160 + row * 56)], fill="#DDD9CF", width=2)
    out = BytesIO()
    page.save(out, "PNG")
    return out.getvalue()


def ask_colleague(*, draft: Assessment, owner: User, now: datetime) -> None:
    """A colleague answers the first part: twice quite differently from the owner."""
    index, answers = draft.index, answers_of(draft)
    pillar = index.sections[0]["code"]
    at = now - timedelta(days=1)
    respondent = invite(
        assessment=draft,
        name=COLLEAGUE,
        email=EMAIL,
        pillars=[pillar],
        language="vi",
        by=owner,
        now=at,
        build_url=str,
    )
    own = [
        code
        for code in index.codes
        if index.questions[code]["pillar"] == pillar and code in answers
    ]
    levels = [
        (code, answers[code].level)
        for code in own
        if index.questions[code]["kind"] == "level"
    ]
    given = {
        code: AnswerValue(level=level + 3 if level < 3 else level - 3)
        for code, level in levels[:2]
        if level is not None
    }
    save_for_respondent(respondent=respondent, given=given, now=at + timedelta(hours=3))
