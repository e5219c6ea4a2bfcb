"""What reviews came to, for the page of the declared result."""

from accounts.access.scopes import Scope
from accounts.access.visitors import Visitor
from associations.models import Review
from associations.review.fetching import must_not_see
from survey.models import Result


def beside_result(
    visitor: Visitor, result: Result, scope: Scope, reviews: list[Review]
) -> list[dict]:
    """To the firm every review; to an association its own, unless somebody judges alone.

    reviews: all of the result, the newest first. One query for who works for an association.
    """
    if scope < Scope.ANSWERS or visitor.user is None:
        return []
    if scope is not Scope.OWN:
        reviews = [each for each in reviews if _is_told(visitor, each)]
        if reviews and must_not_see(visitor.user, result.pk):
            return []
    return [_row(review, result) for review in reviews]


def _is_told(visitor: Visitor, review: Review) -> bool:
    is_decided = review.state == Review.State.DECIDED
    return is_decided and review.association_id in visitor.roles


def _row(review: Review, result: Result) -> dict:
    row = {"review": review, "is_decided": review.state == Review.State.DECIDED}
    if row["is_decided"]:
        level = review.outcome.level
        row["level"] = level
        row["level_name"] = "" if level is None else result.index.level_name(level)
    return row
