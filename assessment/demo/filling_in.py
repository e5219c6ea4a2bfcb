"""A member that types its answers by itself, and stops on the way."""

from datetime import datetime

import numpy as np

from assessment.demo.answers import figures_for, make_levels, reconciled, values_for
from assessment.demo.population import MILLION, Firm, demo_file
from assessment.demo.story import as_levels
from associations.models import Member
from indexes.index.model import Index
from registry.sizes import size_class
from survey.answers.figures import save_figure
from survey.answers.services import save_answers
from survey.models import Assessment
from survey.rounds.services import change_profile, choose_variant

EMPLOYEES = {"micro": 6, "small": 30, "medium": 120, "large": 400}
CAPITAL = 4  # a part of the revenue


def fill_in(
    *, assessment: Assessment, member: Member, share: float, at: datetime
) -> None:
    """All parts up to `share` of them, and the first half of the next one."""
    firm = _firm_of(member)
    of_round = {
        "employees": firm.employees,
        "revenue": firm.revenue,
        "capital": firm.capital,
    }
    change_profile(assessment=assessment, by=None, now=at, **of_round)
    draft = Assessment.objects.get(pk=assessment.pk)
    _choose_industry(draft, firm, at)
    index = draft.index
    # Of its own seed: whatever else is drawn stays as it is.
    rng = np.random.default_rng(member.pk)
    levels = _levels(rng, firm, index)
    figures = figures_for(rng, index, firm)
    values = values_for(rng, index, firm, levels, figures)
    for name, value in figures.items():
        save_figure(assessment=draft, name=name, value=value, by=None, now=at)
    typed = {code: values[code] for code in _codes(index, share) if code in values}
    save_answers(assessment=draft, values=typed, by=None, now=at)


def _firm_of(member: Member) -> Firm:
    typical = demo_file("population")["sectors"][member.sector]
    employees = EMPLOYEES[member.size or "micro"]
    revenue = employees * typical["revenue"] * MILLION
    return Firm(
        name=member.name,
        sector=member.sector,
        area=member.area,
        employees=employees,
        revenue=revenue,
        capital=revenue // CAPITAL,
        person=member.contact_person,
    )


def _choose_industry(draft: Assessment, firm: Firm, at: datetime) -> None:
    """The first of those that fit, where the sector does not tell it."""
    index = draft.index
    if draft.variant or not index.variants:
        return
    sizes = size_class(
        employees=firm.employees,
        revenue=firm.revenue,
        capital=firm.capital,
        sector_code=firm.sector,
    )
    fitting = index.variants_for(firm.sector, sizes.possible)
    listed = fitting or index.variants["list"]
    choose_variant(assessment=draft, variant=listed[0]["id"], by=None, now=at)


def _levels(rng: np.random.Generator, firm: Firm, index: Index) -> dict[str, int]:
    rows, _earlier = make_levels(rng, [firm], index)
    return reconciled(index, as_levels(index, rows[0]))


def _codes(index: Index, share: float) -> list[str]:
    pages = index.pages
    whole = int(share * len(pages))
    codes = [code for page in pages[:whole] for code in page.codes]
    for page in pages[whole : whole + 1]:
        codes += page.codes[: len(page.codes) // 2]
    return codes
