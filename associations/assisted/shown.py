"""What the page of an owner shows of a round: its numbers, and a checksum of all of it."""

import json
from collections.abc import Iterator
from decimal import Decimal

from django.utils.translation import gettext as _

from accounts.tokens import token_hash
from indexes.index.model import Index
from language.formats import grouped, vnd
from language.texts import in_language
from registry.areas import area
from registry.sector_names import SECTORS
from registry.tax_code import shown_tax_code
from survey.answers.queries import figures_of
from survey.answers.words import unit
from survey.models import Assessment
from survey.results.digest import input_digest
from survey.rounds.industries import industry_name

_OF_ROUND = ("sector", "area", "employees", "revenue", "capital", "is_young", "size")


def digest_of(assessment: Assessment) -> str:
    """The same as long as nothing that was typed, and nothing it counts by, is another."""
    enterprise = assessment.organisation
    content = [
        input_digest(assessment, assessment.answers.all()),
        enterprise.name,
        enterprise.tax_code,
        *(getattr(assessment, name) for name in _OF_ROUND),
    ]
    return token_hash(json.dumps(content))


def profile_of(assessment: Assessment) -> list[tuple[str, str]]:
    """What was typed besides the answers, each with its name."""
    return [(name, words) for name, words in _profile(assessment) if words]


def _profile(assessment: Assessment) -> Iterator[tuple[str, str]]:
    enterprise, index = assessment.organisation, assessment.index
    ward = area(assessment.area)
    yield _("Questions"), in_language(index.short_title)
    yield _("Industry"), industry_name(index)
    yield _("Tax code"), shown_tax_code(enterprise.tax_code)
    yield _("Sector"), str(SECTORS.get(assessment.sector, ""))
    yield _("Ward or commune"), in_language(ward.name) if ward else ""
    yield _("How many people work there"), grouped(assessment.employees)
    yield _("Revenue of last year"), vnd(assessment.revenue)
    yield _("Total capital"), vnd(assessment.capital)
    yield _("Less than a year old"), _("yes") if assessment.is_young else ""
    yield from _figures(index, figures_of(assessment))


def _figures(
    index: Index,
    numbers: dict[str, Decimal],
) -> Iterator[tuple[str, str]]:
    """Those that stand in no profile."""
    for name, figure in index.figures.items():
        if name in numbers and "from_profile" not in figure:
            number = f"{grouped(numbers[name])} {unit(figure.get('unit', ''))}"
            yield in_language(figure["name"]), number.strip()
