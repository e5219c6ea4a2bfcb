"""What a solution costs in its first year, on one basis for all: the lower price."""

from django.db.models import BigIntegerField, Case, Expression, F, Value, When

from providers.models import Solution

# For whom a price per user is worked out where nobody has said how many there are.
PEOPLE = 10
_TIMES = {
    Solution.Unit.ONCE: 1,
    Solution.Unit.YEAR: 1,
    Solution.Unit.MONTH: 12,
    Solution.Unit.USER_MONTH: 12 * PEOPLE,
}


def first_year(solution: Solution) -> int:
    return solution.price_from * _TIMES[Solution.Unit(solution.price_unit)]


def first_year_column() -> Expression:
    """The same for the database."""
    times = [When(price_unit=unit, then=Value(many)) for unit, many in _TIMES.items()]
    return F("price_from") * Case(*times, output_field=BigIntegerField())
