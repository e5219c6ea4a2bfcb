"""What a recommendation keeps of one solution: names, ids, numbers and codes, no sentences."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from indexes.index.model import Index
from providers.matching.rules import Directory, Mask, Request, most_yearly_cost
from providers.models import Provider, Solution
from registry.sizes import support_for
from scoring.distance import Distance


@dataclass(frozen=True)
class Facts:
    """One enterprise beside the directory; `of` tells the facts of one row of it."""

    index: Index
    directory: Directory
    request: Request
    levels: NDArray[np.int64]  # (Q,) as frozen in the result
    open_levels: NDArray[np.int64]  # (Q,) levels still open
    gains: NDArray[np.int64]  # (S, Q) units of the total each solution would really add
    path: NDArray[np.int64]  # (Q,) steps of the cheapest way to the next level
    distance: Distance | None
    masks: dict[str, Mask]  # (S,) per rule

    def of(self, row: int, *, in_portfolio: bool = False) -> dict:
        solution = self.directory.solutions[row]
        provider = solution.provider
        return {
            "solution": solution.slug,
            "provider": provider.slug,
            "name": solution.name,
            "what": solution.what,
            "provider_name": provider.organisation.name,
            "kind": solution.kind,
            "gaps": self._gaps(row),
            "points": int(self.gains[row].sum()),
            "why": self._why(row),
            "price": self._price(row),
            "delivery_days": solution.delivery_days,
            "certificates": provider.certificates,
            "support": self._support(row),
            "fails": [
                self._fail(code, solution, row)
                for code, mask in self.masks.items()
                if not mask[row]
            ],
            "in_portfolio": in_portfolio,
        }

    def _gaps(self, row: int) -> list[dict]:
        """Questions this solution raises: those on the cheapest way up first, then most points first."""
        raised = np.minimum(self.directory.lifts[row], self.open_levels)
        found = [
            {
                "question": self.index.codes[question],
                "from": int(self.levels[question]),
                "to": int(self.levels[question] + raised[question]),
                "points": int(self.gains[row, question]),
            }
            for question in np.flatnonzero(self.gains[row])
        ]
        ahead = {self.index.codes[question] for question in np.flatnonzero(self.path)}
        return sorted(
            found, key=lambda gap: (gap["question"] not in ahead, -gap["points"])
        )

    def _why(self, row: int) -> list[dict]:
        """Facts that speak for it."""
        solution = self.directory.solutions[row]
        provider, request = solution.provider, self.request
        reasons = [*self._on_path(row), *self._lacking_pillars(row)]
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
            reasons.append(
                {"code": "rating", "average": average, "count": provider.rating_count}
            )
        return reasons

    def _on_path(self, row: int) -> list[dict]:
        """How many steps of the easiest way up it helps with: its questions, each once, as a roadmap counts them."""
        on_path = self.path > 0
        steps = int((on_path & (self.directory.lifts[row] > 0)).sum())
        return (
            [{"code": "path", "steps": steps, "of": int(on_path.sum())}]
            if steps
            else []
        )

    def _lacking_pillars(self, row: int) -> list[dict]:
        """The pillars nearest to what the next level asks for, where this solution raises them."""
        if not self.distance or not self.distance.pillars_needed:
            return []
        nearest = {
            gap.pillar
            for gap in self.distance.nearest_pillars[: self.distance.pillars_needed]
        }
        raised = {
            self.index.rubric.questions[question].pillar
            for question in np.flatnonzero(self.gains[row])
        }
        codes = [
            self.index.rubric.pillars[pillar] for pillar in sorted(nearest & raised)
        ]
        return (
            [
                {
                    "code": "lacking_pillar",
                    "pillars": codes,
                    "level": self.distance.pillar_level,
                }
            ]
            if codes
            else []
        )

    def _price(self, row: int) -> dict:
        solution = self.directory.solutions[row]
        return {
            "from": solution.price_from,
            "to": solution.price_to,
            "unit": solution.price_unit,
            "yearly": int(self.directory.yearly[row]),
            "confirmed": _day(solution.price_confirmed),
        }

    def _support(self, row: int) -> dict | None:
        """What Decree 80 could pay of the first year at most: its share of the higher price, or the ceiling."""
        solution = self.directory.solutions[row]
        found = support_for(solution.support_item, self.request.size)
        if found is None:
            return None
        share = (
            most_yearly_cost(solution, self.request.employees)
            * found.rate_percent
            // 100
        )
        return {
            "item": found.item,
            "rate": found.rate_percent,
            "ceiling": found.ceiling,
            "payable": None if found.ceiling is None else min(share, found.ceiling),
            "confidence": found.confidence,
        }

    def _fail(self, code: str, solution: Solution, row: int) -> dict:
        """Which rule left it out, with the fact that did."""
        provider: Provider = solution.provider
        facts = {
            "budget": {
                "yearly": int(self.directory.yearly[row]),
                "budget": self.request.budget,
            },
            "capacity": {"capacity": provider.capacity_per_month},
            "area": {"area": self.request.area},
            "size": {"size": self.request.size, "sizes": solution.sizes},
            "sector": {"sector": self.request.sector, "sectors": solution.sectors},
            "vetted": {"until": _day(provider.vetted_until)},
        }
        return {"code": code, **facts.get(code, {})}


def _day(value) -> str | None:
    return value.isoformat() if value else None
