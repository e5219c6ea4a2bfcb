"""Proof and several hands in the demo: reviewed evidence, a colleague who disagrees."""

from datetime import datetime, timedelta
from io import BytesIO

from PIL import Image, ImageDraw

from accounts.access.scopes import Scope
from accounts.models import Organisation, User
from associations.consents.services import share_results
from associations.consents.texts import CURRENT
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
    """Files beside answers that earn something: accepted, declined, and one waiting."""
    assessment = result.assessment
    at = now - timedelta(days=5)
    share_results(
        enterprise=result.organisation,
        association=association,
        scope=Scope.EVIDENCE,
        text_version=CURRENT.id,
        by=owner,
        now=at,
    )
    files = []
    for code, name in zip(earning(assessment), FILES, strict=False):
        file = add_evidence(
            assessment=assessment,
            question=code,
            name=f"{name}.png",
            content=paper(name),
            by=owner,
            now=at,
        )
        files.append(file)
    verdicts = (("accepted", ""), ("declined", DECLINED_BECAUSE))
    for file, (verdict, note) in zip(files, verdicts, strict=False):
        review_evidence(
            evidence=file,
            verdict=verdict,
            note=note,
            by=staff,
            reviewer=association,
            now=at + timedelta(days=1),
        )
    return files


def earning(assessment: Assessment) -> list[str]:
    """Codes of answers above the lowest level: only these are worth proving."""
    answers = answers_of(assessment)
    earning = []
    for code in assessment.index.codes:
        if code in answers and answers[code].level:
            earning.append(code)
    return earning


def paper(name: str) -> bytes:
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
    own = []
    for code in index.codes:
        question = index.questions[code]
        is_asked = question["pillar"] == pillar and question["kind"] == "level"
        if is_asked and code in answers:
            own.append(code)
    values = {}
    for code in own[:2]:
        level = answers[code].level
        if level is not None:
            # Far enough apart to be shown as a difference.
            values[code] = AnswerValue(level=level + 3 if level < 3 else level - 3)
    save_for_respondent(
        respondent=respondent, given=values, now=at + timedelta(hours=3)
    )
