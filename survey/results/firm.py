"""What advice must know of the enterprise of a result."""

from indexes.advice.firm import Firm
from survey.models import Result


def firm_of(result: Result) -> Firm:
    """As it is known now: how a firm works and what it wants changes no result."""
    assessment = result.assessment
    return Firm(
        size=result.size,
        revenue=assessment.revenue,
        is_above_threshold=assessment.is_above_threshold,
        is_household=result.organisation.is_household_business,
        ways=assessment.ways,
        wants=assessment.wants,
        employees=assessment.employees,
    )


def firm_for_others(result: Result) -> Firm:
    """Without what it told for itself alone: its people, revenue, ways and wants."""
    is_household = result.organisation.is_household_business
    return Firm(size=result.size, is_household=is_household)
