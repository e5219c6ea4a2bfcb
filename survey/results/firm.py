"""What advice must know of the enterprise of a result, or of a draft."""

from accounts.models import Organisation
from indexes.advice.firm import Firm
from survey.models import Assessment, Result


def firm_of(result: Result) -> Firm:
    """As it is known now: how a firm works and what it wants changes no result."""
    return _firm(result.assessment, result.organisation, result.size)


def firm_answering(assessment: Assessment) -> Firm:
    """While it still answers; its size is not asked for."""
    return _firm(assessment, assessment.organisation)


def _firm(assessment: Assessment, organisation: Organisation, size: str = "") -> Firm:
    return Firm(
        size=size,
        revenue=assessment.revenue,
        is_above_threshold=assessment.is_above_threshold,
        is_household=organisation.is_household_business,
        ways=assessment.ways,
        wants=assessment.wants,
        employees=assessment.employees,
    )


def firm_for_others(result: Result) -> Firm:
    """Without what it told for itself alone: its people, revenue, ways and wants."""
    is_household = result.organisation.is_household_business
    return Firm(size=result.size, is_household=is_household)
