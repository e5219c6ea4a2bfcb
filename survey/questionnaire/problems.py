"""What could not be used of a posted page: each beside its field, with words for the reader."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from language.formats import grouped
from language.texts import in_language
from survey import wording
from survey.errors import SurveyError

BOTH_GIVEN = "both_given"
# Codes of services that find fault with the denominator of a ratio.
_ABOUT_THE_WHOLE = {"denominator_zero", "denominator_negative"}


@dataclass(frozen=True)
class Problem:
    """Something typed that could not be used."""

    # "" where a number of the round is meant, which belongs to no single question.
    question: str
    # The name of the input that it stands beside.
    field: str
    code: str
    params: dict = field(default_factory=dict)

    @property
    def text(self) -> str:
        return wording.problem(self.code, **self.params)


class UnreadableError(ValueError):
    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.code)
        self.problem = problem


def refusals(refused: Mapping[str, SurveyError]) -> list[Problem]:
    """What services refused, by question or by `figure-NAME`."""
    return [_refusal(name, error) for name, error in refused.items()]


def _refusal(name: str, error: SurveyError) -> Problem:
    params = _readable(error.params)
    if name.startswith("figure-"):
        return Problem("", name, error.code, params)
    return Problem(name, name + _part_of(error), error.code, params)


def _readable(params: Mapping[str, object]) -> dict[str, str]:
    """Numbers grouped and names said as the reader's language does."""
    readable = {}
    for key, value in params.items():
        if _is_number(value):
            readable[key] = grouped(value)
    if isinstance(params.get("name"), dict):
        readable["name"] = in_language(params["name"])
    return readable


def _part_of(error: SurveyError) -> str:
    """The field of a ratio that is wrong; "" where it is the question as a whole."""
    if error.code in _ABOUT_THE_WHOLE:
        return "-denominator"
    if "numerator" in error.params:
        return "-numerator"
    # A part larger than its whole stands beside the part.
    is_about_numbers = error.code.startswith(("numerator", "denominator"))
    return "-numerator" if is_about_numbers else ""


def _is_number(value: object) -> bool:
    try:
        return int(value) >= 0  # type: ignore[call-overload]
    except (TypeError, ValueError):
        return False
