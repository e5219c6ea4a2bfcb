"""The page of industry and ticks: what it offers, and what is chosen on it so far."""

from django.http import QueryDict

from language.collation import sort_key
from language.formats import money
from language.texts import in_language
from registry.households import e_invoice_threshold
from survey.answers.figures import size_of
from survey.models import Assessment
from survey.rounds.industries import (
    industry_name,
    only_industry_of,
)
from survey.ways.queries import (
    advice_beside,
    asked_ways,
    is_above_threshold,
    way_of,
)
from survey.ways.services import MOST_WANTS
from survey.ways.wording import SAYS_ABOVE, WANTS

# What is sent of the threshold, and what it means.
ABOVE = {"yes": True, "no": False, "unsure": None}


class FirmPage:
    """As it is sent, or as the assessment has it where nothing is sent yet.

    `industries`: whether the industry is to be chosen; where it is known the page only names it,
    and after submission it stays. `ticks`: whether something can be ticked.
    """

    def __init__(self, assessment: Assessment, sent: QueryDict, change: bool) -> None:
        self.assessment = assessment
        self.sent = sent
        self.is_draft = assessment.state == Assessment.State.DRAFT
        self.index = assessment.index_version.index
        has_choice = self.is_draft and bool(self.index.variants)
        self.industries = has_choice and (change or not assessment.variant)
        self.variant = assessment.variant
        if self.industries:
            self.variant = sent.get("variant", assessment.variant)

    @property
    def ticks(self) -> bool:
        is_known = bool(self.variant) or not self.index.variants
        return is_known and advice_beside(self.assessment) is not None

    @property
    def says_something(self) -> bool:
        return self.ticks or (self.is_draft and bool(self.index.variants))

    def context(self) -> dict:
        context = {
            "assessment": self.assessment,
            "enterprise": self.assessment.organisation,
            "index": self.index,
            "page": self,
        }
        if self.industries:
            context |= self._industries()
        elif self.variant:
            context |= self._named_industry()
        if self.ticks:
            context |= self._ticks()
        return context

    def _industries(self) -> dict:
        near = list(map(_row, self.index.variants_for(*self._firm())))
        others = []
        for industry in self.index.variants["list"]:
            row = _row(industry)
            if row not in near:
                others.append(row)
        is_other = any(row["id"] == self.variant for row in others)
        return {
            "near": near,
            # The list of near ones keeps the order of the decision; it is short.
            "others": sorted(others, key=lambda row: sort_key(row["name"])),
            "is_other": is_other,
        }

    def _firm(self) -> tuple[str, tuple[str, ...]]:
        """By what industries are suggested: the sector, and every size class there may be."""
        return self.assessment.sector, size_of(self.assessment).possible

    def _named_industry(self) -> dict:
        only = only_industry_of(self.index, *self._firm())
        return {
            "industry": industry_name(self.assessment.index),
            "is_only_one": self.variant == only,
            "industry_count": len(self.index.variants["list"]),
        }

    def _ticks(self) -> dict:
        ways = []
        for way_id in asked_ways(self.assessment, self.variant):
            way = way_of(self.assessment, way_id)
            ways.append({"value": way.id, "text": way.label})
        wants = [{"value": id_, "text": words} for id_, words in WANTS.items()]
        return {
            "ways": ways,
            "wants": wants,
            "most_wants": MOST_WANTS,
            **self._ticked(),
            **self._threshold(),
        }

    def _threshold(self) -> dict:
        """Only households are asked: of an enterprise the law asks e-invoices whatever it sells."""
        if not self.assessment.organisation.is_household_business:
            return {}
        is_above = is_above_threshold(self.assessment)
        known = next((id_ for id_, told in ABOVE.items() if told is is_above), "")
        return {
            "above": [
                {"value": id_, "text": words, "mark": ""}
                for id_, words in SAYS_ABOVE.items()
            ],
            "is_above": self.sent.get("above", known if is_above is not None else ""),
            "threshold": money(e_invoice_threshold()),
        }

    def _ticked(self) -> dict:
        # Nothing ticked is sent as nothing: the hidden field says that there was something to.
        if "ways_of" in self.sent:
            ticked, wanted = self.sent.getlist("ways"), self.sent.getlist("wants")
            return {"ticked": ticked, "wanted": wanted}
        told = self.assessment.ways
        ticked = [way for way, holds in told.items() if holds]
        return {"ticked": ticked, "wanted": self.assessment.wants}


def _row(industry: dict) -> dict:
    return {"id": industry["id"], "name": in_language(industry["name"])}
