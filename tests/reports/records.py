"""Builders of what a report says: records with sensible values, free of the database."""

from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal

from accounts.access.scopes import Scope
from reports.contents.answers import Criterion, Grade, Indicator, Pillar, Unscored
from reports.contents.charts import Datum
from reports.contents.comparison import (
    Comparison,
    Placement,
    Raised,
    Sample,
    Spread,
)
from reports.contents.levels import Distance, Level, NearPillar, Rung
from reports.contents.roadmap import Roadmap, RoadmapPart, RoadmapStep
from reports.contents.rounds import Rereading, Round
from reports.contents.source import Source
from reports.contents.standing import Said, Standing
from reports.contents.steps import HelpedStep, Step, Suggested, Suggestion, Way
from reports.contents.whole import Contents
from scoring.benchmark import Part, Rank

AT = datetime(2026, 11, 20, 3, 0, tzinfo=UTC)
DECLARED = Grade("self_declared", Decimal(0), Decimal(0))
ATTACHED = Grade("evidence_attached", Decimal("62.5"), Decimal(0))
CHECKED = Grade("reviewer_checked", Decimal(80), Decimal("55.5"))
LEVELS = [
    Level(0, "Chưa bắt đầu", "Mọi việc còn trên giấy."),
    Level(1, "Khởi đầu", "Đã có vài công cụ."),
    Level(2, "Hình thành", "Công cụ được dùng hằng ngày."),
    Level(3, "Nâng cao", "Dữ liệu dẫn dắt quyết định."),
]


def make_criterion(code: str = "1.1.1", **fields) -> Criterion:
    defaults = {
        "name": f"Tiêu chí {code}",
        "ask": f"Doanh nghiệp làm {code} thế nào?",
        "level": 1,
        "mark": "1",
        "answer": "Có làm",
        "numbers": "",
        "own_words": "",
        "colleague": "",
        "proof": 0,
        "points": Decimal(1),
        "maximum": Decimal(5),
        "next_answer": "Làm thường xuyên",
        "gain": Decimal(1),
        "is_advised": True,
    }
    return Criterion(code, **(defaults | fields))


def make_indicator(code: str = "1.1", percent: int | None = 50, **fields) -> Indicator:
    defaults = {
        "name": f"Chỉ số {code}",
        "pillar": "Trải nghiệm khách hàng",
        "points": Decimal(5),
        "maximum": Decimal(10),
        "percent": None if percent is None else Decimal(percent),
        "criteria": (make_criterion(f"{code}.1"), make_criterion(f"{code}.2")),
    }
    return Indicator(code, **(defaults | fields))


def make_pillar(code: str = "1", **fields) -> Pillar:
    defaults = {
        "number": int(code),
        "name": f"Trụ cột {code}",
        "why": "",
        "points": Decimal(39),
        "maximum": Decimal(65),
        "percent": Decimal(60),
        "level": LEVELS[2],
        "next_level": LEVELS[3],
        "to_next": Decimal("3.6"),
        "cuts": (20.0, 40.0, 60.0),
        "indicators": (make_indicator(f"{code}.1"), make_indicator(f"{code}.2")),
        "grade": DECLARED,
    }
    return Pillar(code=code, **(defaults | fields))


def make_unscored(code: str = "7.1", **fields) -> Unscored:
    defaults = {"ask": "Anh/chị cần gì?", "answer": "Vốn", "colleague": ""}
    return Unscored(code, **(defaults | fields))


def make_ladder() -> tuple[Rung, ...]:
    return (
        Rung(LEVELS[0], None, 0, 0),
        Rung(LEVELS[1], Decimal(20), 0, 0),
        Rung(LEVELS[2], Decimal(40), 2, 2, strictly=False),
        Rung(LEVELS[3], Decimal(60), 3, 3),
    )


def make_distance(**fields) -> Distance:
    defaults = {
        "target": LEVELS[3],
        "percent": Decimal("9.7"),
        "points": Decimal(19),
        "pillars": 1,
        "pillar_level": 3,
        "nearest": (NearPillar("Trụ cột 2", LEVELS[2], Decimal("4.5")),),
    }
    return Distance(**(defaults | fields))


def make_step(code: str = "1.1.1", **fields) -> Step:
    defaults = {
        "name": f"Tiêu chí {code}",
        "pillar": "Trải nghiệm khách hàng",
        "indicator": "Chỉ số 1.1",
        "now": "Chưa làm",
        "then": "Có làm",
        "do": "Khi xong: Có làm",
        "gain": Decimal(1),
    }
    return Step(code, **(defaults | fields))


def make_way(total: int = 3, **fields) -> Way:
    steps = tuple(make_step(f"1.1.{number}") for number in range(1, total + 1))
    return Way(**({"target": LEVELS[3], "total": total, "steps": steps} | fields))


def make_suggestion(solution: str = "Bán hàng đa kênh", **fields) -> Suggestion:
    defaults = {
        "provider": "Sao Mai",
        "raises": "Website: thêm 2 điểm.",
        "first_year": "2 triệu đồng",
        "support": "",
        "why": "Giúp 2 trong 5 việc của anh/chị.",
    }
    return Suggestion(solution, **(defaults | fields))


def make_helped(name: str = "Website: mức 1 → 2", **fields) -> HelpedStep:
    defaults = {"when": "Làm ngay", "suggestions": (make_suggestion(),)}
    return HelpedStep(name, **(defaults | fields))


def make_suggested(*steps: HelpedStep, **fields) -> Suggested:
    return Suggested(steps or (make_helped(),), **fields)


def make_round(number: int = 1, **fields) -> Round:
    defaults = {
        "at": AT,
        "percent": Decimal(40),
        "level": LEVELS[2],
        "public_id": f"round-{number}",
        "version": 1,
        "industry": "",
    }
    return Round(number, **(defaults | fields))


def make_standing(**fields) -> Standing:
    defaults = {
        "has": (Said("Website", "Cập nhật mỗi tháng"),),
        "lacks": (Said("An toàn thông tin", "Chưa có biện pháp nào"),),
    }
    return Standing(**(defaults | fields))


def make_rereading(**fields) -> Rereading:
    defaults = {"public_id": "b", "version": 2, "at": AT}
    return Rereading(**(defaults | fields))


def make_source(**fields) -> Source:
    defaults = {
        "title": "Bộ chỉ số mẫu",
        "short_title": "Mẫu",
        "version": 1,
        "decision": "1567/QĐ-BTTTT",
        "decided_on": date(2021, 10, 12),
        "issuer": "Bộ Thông tin và Truyền thông",
        "superseded_by": (),
        "note": "",
        "rule_notes": (),
        "assumptions": (),
        "engine_version": "1.4",
        "rules_path": "/bo-chi-so/mau/?phien-ban=1",
        "rules_url": "https://mau.example/bo-chi-so/mau/?phien-ban=1",
    }
    return Source(**(defaults | fields))


def make_spread(below: int = 16, count: int = 34, **fields) -> Spread:
    """Of `count` enterprises of which `below` stand below."""
    parts = (Part(0, 3, 6), Part(3, 4, 0), Part(4, 6, count - 11), Part(6, 10, 5))
    defaults = {
        "rank": Rank(below, 1, count),
        "quartiles": (Decimal("28.4"), Decimal(40), Decimal("51.9")),
        "parts": parts,
        "own": 2,
    }
    return Spread(**(defaults | fields))


def make_placement(code: str = "", *, below: int = 16, count: int = 34) -> Placement:
    """Among `count` enterprises of which `below` stand below."""
    return Placement(
        code,
        name=f"Trụ cột {code}" if code else "",
        percent=Decimal("41.3"),
        spread=make_spread(below, count),
    )


def make_coarse_placement(code: str = "", side: int = 1) -> Placement:
    """Among few, of which no more is told."""
    return replace(make_placement(code), spread=None, side=side)


def make_comparison(**fields) -> Comparison:
    defaults = {
        "sample": Sample("size", 34),
        "options": (Sample("size", 34), Sample("all", 140)),
        "placements": (make_placement(), make_placement("1"), make_placement("2")),
        "rises": Sample("size", 33),
        "raised": (Raised("1.1.1", "Tiêu chí 1.1.1", 15),),
        "area": "Bình Dương",
        "fictional": False,
        "has_account": True,
        "at": AT,
    }
    return Comparison(**(defaults | fields))


def make_roadmap_step(name: str = "Lập kế hoạch", **fields) -> RoadmapStep:
    defaults = {
        "what": "Viết ra giấy.",
        "who": "Chị Lan",
        "due": date(2027, 1, 15),
        "gain": "1 điểm",
        "is_done": False,
        "cost": "2 triệu đồng",
    }
    return RoadmapStep(name, **(defaults | fields))


def make_roadmap(*steps: RoadmapStep, **fields) -> Roadmap:
    steps = steps or (make_roadmap_step(),)
    defaults = {
        "target": LEVELS[3],
        "pillars": (),
        "parts": (RoadmapPart("Ngay bây giờ", "trong 3 tháng", steps),),
        "done": sum(step.is_done for step in steps),
        "total": len(steps),
        "cost": "",
        "support": (),
    }
    return Roadmap(**(defaults | fields))


def make_contents(**fields) -> Contents:
    """As the enterprise itself sees it, at level 2 of 0 to 3, with three pillars."""
    gap = make_indicator("2.1", 20)
    defaults = {
        "scope": Scope.OWN,
        "language": "vi",
        "public_id": "c0ffee00-0000-4000-8000-000000000000",
        "name": "Quán phở Hòa Bình",
        "is_fictional": False,
        "is_household": False,
        "at": AT,
        "round": 1,
        "sector": "Dịch vụ lưu trú và ăn uống",
        "area": "Thủ Dầu Một",
        "size": "Nhỏ",
        "level": LEVELS[2],
        "total": Decimal(117),
        "maximum": Decimal(195),
        "percent": Decimal(60),
        "answered": 12,
        "grade": DECLARED,
        "verification_code": "K7QM-2FXT-9HJP",
        "verify_url": "https://mau.example/xac-thuc/K7QM-2FXT-9HJP/",
        "source": make_source(),
        "ladder": make_ladder(),
        "pillars": (make_pillar("1"), make_pillar("2"), make_pillar("3")),
        "strengths": (make_indicator("1.1", 80),),
        "gaps": (gap,),
        "weakest": (gap,),
        "distance": make_distance(),
        "steps": (make_step("2.1.1", pillar=gap.pillar, indicator=gap.name),),
        "way": make_way(),
    }
    return Contents(**(defaults | fields))


def make_data(*percents: str | None, cuts: tuple[float, ...] = ()) -> list[Datum]:
    data = []
    for number, percent in enumerate(percents):
        known = None if percent is None else Decimal(percent)
        label = f"Trụ cột <{number}> & khác"
        data.append(Datum(label, known, f"{percent} %", cuts=cuts))
    return data
