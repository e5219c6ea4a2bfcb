"""What advice must know of the enterprise of a result."""

from indexes.advice.firm import Firm
from survey.models import Result

PERSONAL_CODE = 12  # digits of the tax code of a household business
HOUSEHOLD_NAMES = ("hộ kinh doanh", "hkd ")


def firm_of(result: Result) -> Firm:
    """As it is known now: how a firm works and what it wants changes no result."""
    assessment = result.assessment
    return Firm(
        size=result.size,
        revenue=assessment.revenue,
        is_household=is_household(result),
        ways=assessment.ways,
        wants=assessment.wants,
    )


def is_household(result: Result) -> bool:
    """By its tax code, or by its name where it gave none."""
    if result.organisation.tax_code:
        return len(result.organisation.tax_code) == PERSONAL_CODE
    return result.enterprise_name.casefold().startswith(HOUSEHOLD_NAMES)
