"""What an enterprise is advised, as data for a line of JSON."""

from indexes.advice.advised import Advised
from roadmap.advising.steps import Counsel, Step
from roadmap.advising.wording import in_both
from roadmap.planning.subsidies import Fund, funds_of

NOTHING: dict = {
    "target": None,
    "reached": None,
    "steps": [],
    "left_out": [],
    "support": [],
}


def line_of(advised: Advised, counsel: Counsel) -> dict:
    left_out = []
    for code, why in counsel.left_out:
        left_out.append({"question": code, "why": why})
    return {
        "target": counsel.target,
        "reached": counsel.reached,
        "steps": [_step(advised, step) for step in counsel.steps],
        "left_out": left_out,
        "support": list(map(_fund, funds(advised, counsel))),
    }


def funds(advised: Advised, counsel: Counsel) -> list[Fund]:
    """What the decree could pay in a year, by kind of help."""
    firm = advised.firm
    # The law on support is for enterprises: a household business is none.
    if firm.is_household:
        return []
    costs = [(step.support, step.least, step.most) for step in counsel.steps]
    return funds_of(costs, firm.size)


def _step(advised: Advised, step: Step) -> dict:
    """Levels under the numbers that the index gives them, like those of the answers."""
    index, code = advised.index, step.question
    return {
        "question": code,
        "from": index.shown_level(code, step.from_level),
        "to": index.shown_level(code, step.to_level),
        "why": {
            "kind": step.reason.kind,
            "say": in_both(step.reason, code, advised),
        },
        "serves": dict(advised.of(code).serves),
        "cost": {"least": step.least, "most": step.most},
        "months": {"start": step.start, "finish": step.finish},
        "after": list(step.after),
    }


def _fund(fund: Fund) -> dict:
    return {
        "kind": fund.support.item,
        "rate_percent": fund.support.rate_percent,
        "ceiling": fund.support.ceiling,
        "most": fund.paid,
    }
