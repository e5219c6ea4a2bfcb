"""A noodle shop of four people without any protection, that wants to sell more and be safe."""

from survey.models import Result
from tests.builders import (
    make_assessment,
    make_organisation,
    make_result,
    make_version_of,
)

WAYS = {
    "seats": True,
    "takeaway": False,
    "delivery": False,
    "branches": False,
    "stock": False,
}


def make_noodle_shop() -> Result:
    """A household where guests sit at its place; everything stands at the lowest."""
    household = make_organisation(is_household=True)
    draft = make_assessment(
        household,
        make_version_of("dbi-2025-sme"),
        variant="food-beverage",
        employees=4,
        revenue=None,
        size="micro",
        ways=WAYS,
        wants=["sell", "safe"],
    )
    return make_result(draft, level=0)
