"""What a recommendation keeps of one solution: the facts for and against it."""

from datetime import date

import numpy as np

from providers.matching.match import Match
from providers.models.directory import OPEN_END
from registry.supports import most_of, support_for


def facts_of(match: Match, row: int, *, in_portfolio: bool = False) -> dict:
    """row: of the directory."""
    solution, provider = match.solution(row), match.entry(row).provider
    return {
        "solution": solution.slug,
        "provider": provider.slug,
        "name": solution.name,
        "what": solution.what,
        "provider_name": provider.name,
        "kind": solution.kind,
        "gaps": _gaps(match, row),
        "points": int(match.gains[row].sum()),
        "why": _reasons(match, row),
        "price": _price(match, row),
        "delivery_days": solution.delivery_days,
        "certificates": provider.certificates,
        "support": _support(match, row),
        "fails": _fails(match, row),
        "in_portfolio": in_portfolio,
    }


def _gaps(match: Match, row: int) -> list[dict]:
    """Questions this solution raises: those of the plan first, then most points first."""
    gains, levels = match.gains[row], match.levels
    raised = match.raised[row]
    questions = np.flatnonzero(gains + np.minimum(raised, match.path))
    # The last key counts first; equals stay in the order of the index.
    is_beside_path = match.path[questions] == 0
    order = np.lexsort((-gains[questions], is_beside_path))
    gaps = []
    for question in questions[order]:
        # Plain numbers: what numpy counts with does not go into JSON.
        gap = {
            "question": match.index.codes[question],
            "from": int(levels[question]),
            "to": int(levels[question] + raised[question]),
            "points": int(gains[question]),
        }
        gaps.append(gap)
    return gaps


def _reasons(match: Match, row: int) -> list[dict]:
    """Facts that speak for it."""
    solution, request = match.entry(row), match.request
    provider = solution.provider
    reasons = [*_on_path(match, row), *_lacking_pillars(match, row)]
    # Only what was made for this line or size: made for everybody is no reason.
    if request.sector and request.sector in solution.sectors:
        reasons.append({"code": "sector", "sector": request.sector})
    if request.size and request.size in solution.sizes:
        reasons.append({"code": "size", "size": request.size})
    if request.area and request.area in provider.areas:
        reasons.append({"code": "near", "area": request.area})
    elif provider.online:
        reasons.append({"code": "online"})
    if provider.rating_count:
        average = float(provider.rating_average or 0)
        rating = {"code": "rating", "average": average, "count": provider.rating_count}
        reasons.append(rating)
    return reasons


def _on_path(match: Match, row: int) -> list[dict]:
    """How many steps of the plan it helps with: single levels, as a roadmap counts them."""
    steps = int(match.helped[row])
    if not steps:
        return []
    return [{"code": "path", "steps": steps, "of": int(match.path.sum())}]


def _lacking_pillars(match: Match, row: int) -> list[dict]:
    """The pillars nearest to what the next level asks for, where this solution raises
    them.
    """
    distance, rubric = match.distance, match.index.rubric
    if not distance or not distance.pillars_needed:
        return []
    nearest = distance.nearest_pillars[: distance.pillars_needed]
    lacking = {gap.pillar for gap in nearest}
    raised = set()
    for question in np.flatnonzero(match.gains[row]):
        raised.add(rubric.questions[question].pillar)
    codes = [rubric.pillars[pillar] for pillar in sorted(lacking & raised)]
    if not codes:
        return []
    return [
        {"code": "lacking_pillar", "pillars": codes, "level": distance.pillar_level}
    ]


def _price(match: Match, row: int) -> dict:
    solution = match.solution(row)
    return {
        "from": solution.price_from,
        "to": solution.price_to,
        "unit": solution.price_unit,
        "yearly": int(match.directory.yearly[row]),
        "confirmed": _day(solution.price_confirmed),
    }


def _support(match: Match, row: int) -> dict | None:
    """What Decree 80 could pay at most of the first year's price, which stands beside it."""
    solution = match.solution(row)
    support = support_for(solution.support_item, match.advised.firm.supported_size)
    if support is None:
        return None
    cost = int(match.directory.yearly[row])
    return {
        "item": support.item,
        "rate": support.rate_percent,
        "ceiling": support.ceiling,
        "payable": most_of(support, cost),
        "confidence": support.confidence,
    }


def _fails(match: Match, row: int) -> list[dict]:
    """Which rules leave it out, each with the fact that does."""
    fails = []
    for code, mask in match.masks.items():
        if not mask[row]:
            fails.append({"code": code, **_fact_against(match, code, row)})
    return fails


def _fact_against(match: Match, code: str, row: int) -> dict:
    solution, request = match.entry(row), match.request
    provider = solution.provider
    yearly = int(match.directory.yearly[row])
    facts = {
        "budget": {"yearly": yearly, "budget": request.budget},
        "capacity": {"capacity": provider.capacity_per_month},
        "area": {"area": request.area},
        "size": {"size": request.size, "sizes": solution.sizes},
        "sector": {"sector": request.sector, "sectors": solution.sectors},
        "vetted": {"until": _day(provider.vetted_until)},
        "paused": {"until": _end(provider.paused_until)},
    }
    return facts.get(code, {})


def _end(day: date | None) -> str | None:
    """No day where it pauses until it says otherwise."""
    return None if day == OPEN_END else _day(day)


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None
