"""What an application still lacks, said at once: by the numbers of the criteria. Pure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from providers.vetting.criteria.queries import Criteria, Criterion

Values = Mapping[str, object]  # of one criterion, by field


@dataclass(frozen=True)
class Entered:
    """What there is of one criterion. customers: how many are named."""

    values: Values
    files: int = 0
    customers: int = 0


@dataclass(frozen=True)
class Gap:
    """code: of `wording.GAPS`, filled with params. label: of the field, {vi, en}."""

    criterion: str
    code: str
    label: Mapping[str, str] | None
    params: Mapping[str, object]


def gaps_of(criteria: Criteria, entered: Mapping[str, Entered], day: date) -> list[Gap]:
    gaps = []
    for criterion in criteria.criteria:
        gaps += gaps_in(criterion, entered.get(criterion.id, Entered({})), day)
    return gaps


def gaps_in(criterion: Criterion, entered: Entered, day: date) -> list[Gap]:
    gaps = []
    for field in criterion.asks:
        code = _gap(field, entered.values.get(field["id"]), day)
        if code:
            # The sentence tells the number that is asked for.
            limits = {key: field[key] for key in ("least", "most") if key in field}
            gaps.append(Gap(criterion.id, code, field["label"], limits))
    if entered.files < criterion.files_wanted:
        wanted = {"least": criterion.files_wanted}
        gaps.append(Gap(criterion.id, "file", criterion.files_what, wanted))
    if entered.customers < criterion.named:
        counts = {"least": criterion.named, "named": entered.customers}
        gaps.append(Gap(criterion.id, "customers", None, counts))
    return gaps


def _gap(field: Mapping, value: object, day: date) -> str:
    # A nought that was typed is an answer; a box that was not ticked is none.
    if value is None or value is False or value == "":
        if field.get("optional"):
            return ""
        return "yes" if field["kind"] == "yes" else "empty"
    if field["kind"] == "past":
        return _gap_of_day(field["least"], str(value), day)
    if field["kind"] == "number":
        return _gap_of_number(field, value)
    return ""


def _gap_of_day(least: int, value: str, day: date) -> str:
    is_long_ago = date.fromisoformat(value) <= day - timedelta(days=least)
    return "" if is_long_ago else "too_young"


def _gap_of_number(field: Mapping, value: object) -> str:
    if int(str(value)) < field["least"]:
        return "too_few"
    return "too_many" if int(str(value)) > field["most"] else ""


def missing_criteria(gaps: Sequence[Gap]) -> set[str]:
    return {gap.criterion for gap in gaps}
