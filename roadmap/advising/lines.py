"""What an enterprise is advised, as data for a line of JSON."""

from collections.abc import Sequence
from functools import partial

from indexes.advice.advised import Advised
from roadmap.advising.steps import Counsel, Step, cost_together, first_part
from roadmap.advising.wording import in_both, why, why_absent, why_so_far
from roadmap.planning.subsidies import Cost, Fund, Year, funds_of

MONTHS = 12  # of a year
NOTHING: dict = {
    "target": None,
    "reached": None,
    "steps": [],
    "cost": None,
    "first_part": None,
    "wanted": [],
    "duties": [],
    "left_out": [],
    "support": [],
}


def line_of(advised: Advised, counsel: Counsel) -> dict:
    left_out = []
    for code, kind in counsel.left_out:
        say = in_both(partial(why_absent, kind, code, advised))
        left_out.append({"question": code, "why": {"kind": kind, "say": say}})
    wanted = []
    for code in counsel.wanted:
        wanted.append({"question": code, "serves": dict(advised.of(code).serves)})
    duties = []
    for duty in advised.duties:
        duties.append({"say": duty.say, "confidence": duty.confidence})
    return {
        "target": counsel.target,
        "reached": counsel.reached,
        "steps": [_step(advised, counsel, step) for step in counsel.steps],
        "cost": _together(counsel.steps),
        "first_part": _first_part(counsel),
        "wanted": wanted,
        "duties": duties,
        "left_out": left_out,
        "support": _support(advised, counsel),
    }


def _first_part(counsel: Counsel) -> dict | None:
    """What is done in two years, where the whole takes longer."""
    steps = first_part(counsel.steps)
    if not steps:
        return None
    finish = max(step.finish for step in steps)
    return {"steps": len(steps), "months": finish, "cost": _together(steps)}


def _together(steps: Sequence[Step]) -> dict | None:
    """No sum of the steps: a tool and what comes with it are one purchase.

    None where nobody says what any of them costs.
    """
    if not any(step.is_priced for step in steps):
        return None
    least, most = cost_together(steps)
    return {"least": least, "most": most}


def funds(advised: Advised, counsel: Counsel) -> list[Fund]:
    """What the decree could pay in a year, by kind of help."""
    costs = []
    for step in counsel.steps:
        # Paid in the year in which it is finished, as roadmaps have it.
        year = max(step.finish - 1, 0) // MONTHS
        costs.append(Cost(step.support, year, step.price))
    return funds_of(costs, advised.firm.supported_size)


def _step(advised: Advised, counsel: Counsel, step: Step) -> dict:
    """Levels under the numbers that the index gives them, like those of the answers."""
    index, code = advised.index, step.question
    return {
        "question": code,
        "from": index.told_level(code, step.from_level),
        "to": index.told_level(code, step.to_level),
        "why": {
            "kind": step.reason.kind,
            "say": in_both(partial(_say, advised, counsel, step)),
        },
        "serves": dict(advised.of(code).serves),
        "cost": _cost(step),
        "months": {"start": step.start, "finish": step.finish},
        "after": list(step.after),
    }


def _say(advised: Advised, counsel: Counsel, step: Step) -> str:
    code = step.question
    reason = why(step.reason, code, advised, counsel.reached)
    so_far = why_so_far(advised, code, step.from_level, step.to_level)
    return " ".join(filter(None, (reason, so_far)))


def _cost(step: Step) -> dict | None:
    """None where nobody says it, which is not the same as nothing."""
    if not step.is_priced:
        return None
    return {"least": step.least, "most": step.most}


def _support(advised: Advised, counsel: Counsel) -> list[dict]:
    """By kind of help, then by year from now: its ceiling is for a year."""
    years = []
    for fund in funds(advised, counsel):
        for number in sorted(fund.by_year):
            years.append(_year(fund.by_year[number]))
    return years


def _year(year: Year) -> dict:
    return {
        "kind": year.support.item,
        "year": year.number + 1,
        "rate_percent": year.support.rate_percent,
        "ceiling": year.support.ceiling,
        "most": year.paid,
    }
