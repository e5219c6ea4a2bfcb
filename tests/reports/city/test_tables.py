"""What members need: the same figures on the association's page and in its report to the city."""

import pytest
from django.http import QueryDict
from django.urls import reverse
from django.utils import timezone, translation

from associations.cohort.looking import looked_at
from associations.cohort.queries import forget_cohorts
from providers.models import Solution
from reports.city.contents import Grid, Text
from reports.city.gather import city_report_of
from survey.models import Answer
from tests.builders import (
    NOW,
    make_assessment,
    make_organisation,
    make_provider,
    make_result,
    make_solution,
    make_version_of,
)
from tests.personas import make_share, make_staff

pytestmark = pytest.mark.django_db

BUDGET, SKILLS, TRAINING = 7, 12, 6


@pytest.fixture(autouse=True)
def nothing_kept():
    forget_cohorts()
    yield
    forget_cohorts()


@pytest.fixture
def staff():
    """Twelve members who have reached nothing, and say why."""
    staff = make_staff()
    version = make_version_of("dbi-2025-sme")
    for number in range(12):
        sector = "C" if number < 10 else "G"
        draft = make_assessment(
            make_organisation(), version, variant="food-beverage", sector=sector
        )
        result = make_result(draft, level=0)
        make_share(result.organisation, staff.organisation, "answers")
        held_back = ["skills", *(["budget"] if number < BUDGET else [])]
        wanted = ["training"] if number < TRAINING else ["advice"]
        for code, chosen in (("4.1", held_back), ("4.2", wanted)):
            Answer.objects.create(
                assessment=draft,
                question=code,
                state=Answer.State.ANSWERED,
                chosen=chosen,
                changed_at=NOW,
            )
    return staff


@pytest.fixture
def offered():
    """Training that helps all with one criterion; software for one sector alone."""
    [code] = list(make_version_of("dbi-2025-sme").index.codes)[:1]
    helps = {"index_id": "dbi-2025-sme", "improves": [{"question": code, "lift": 2}]}
    teacher = make_provider(name="Trường nghề")
    make_solution(teacher, "hoc", kind=Solution.Kind.TRAINING, **helps)
    maker = make_provider(name="Xưởng phần mềm", slug="xuong")
    make_solution(maker, "may", kind=Solution.Kind.SOFTWARE, sectors=["C"], **helps)
    return code


def page(staff):
    address = reverse("associations:needs", args=[staff.organisation.public_id])
    return staff.client.get(address)


def sections_of(staff) -> dict[str, list]:
    with translation.override("vi"):
        looked = looked_at(staff.organisation, QueryDict(), timezone.now())
        report = city_report_of(looked)
    return {section.title: section.blocks for section in report.sections}


def grids(blocks) -> dict[str, list]:
    """Rows under each heading."""
    found, heading = {}, ""
    for block in blocks:
        if isinstance(block, Text) and block.style == "h2":
            heading = block.words
        if isinstance(block, Grid):
            found[heading] = [_plain(row) for row in block.rows]
    return found


def _plain(row) -> list[str]:
    return [text.replace("\u00a0", "") for text in row]


def test_barriers_and_wanted_support_are_counted(staff):
    questions = page(staff).context["asked_needs"]
    counted = {
        one.name: {each.name: each.count for each in one.choices} for one in questions
    }
    barriers, wanted = counted["Rào cản lớn nhất"], counted["Nhu cầu hỗ trợ"]
    assert barriers["Thiếu tiền"] == BUDGET
    assert barriers["Thiếu kiến thức và kỹ năng"] == SKILLS
    assert wanted["Đào tạo kỹ năng"] == TRAINING
    assert all(one.sample == 12 for one in questions)
    told = grids(sections_of(staff)["Họ cần gì"])
    assert ["Thiếu tiền", "7", "58%"] in told["Rào cản lớn nhất"]
    assert ["Đào tạo kỹ năng", "6", "50%"] in told["Nhu cầu hỗ trợ"]


def test_kinds_providers_and_holes_are_counted_from_what_is_missed(staff, offered):
    context = page(staff).context
    kinds = {
        each.kind: (each.solutions, each.members) for each in context["categories"]
    }
    assert kinds[Solution.Kind.TRAINING] == (1, 12)
    assert kinds[Solution.Kind.SOFTWARE] == (1, 12)
    serving = {
        each.provider.organisation.name: each.members for each in context["serving"]
    }
    assert serving == {"Trường nghề": 12, "Xưởng phần mềm": 10}
    holes = {each["hole"].code: each["hole"].providers for each in context["holes"]}
    assert offered not in holes
    assert set(holes.values()) == {0}
    told = grids(sections_of(staff)["Danh bạ có gì cho họ"])
    rows = {row[0]: row[1:] for row in told["Ai phục vụ được bao nhiêu hội viên"]}
    # Two cannot be served by it: the report leaves the association.
    assert rows == {"Trường nghề": ["12", "100%"], "Xưởng phần mềm": ["•", "•"]}
    assert len(told["Danh bạ còn thiếu ở đâu"]) == len(holes)
