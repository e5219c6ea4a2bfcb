"""What would have a provider suggested more: from what left it out last month, in numbers."""

from dataclasses import dataclass

from django.utils.translation import ngettext

from language.formats import number
from providers.desk.wording import BETTER
from providers.exposure.wording import OUTCOMES
from providers.models import MonthCount, Provider
from scoring.disclosure.joined import joined_small
from scoring.disclosure.small_cells import SHARED

MOST = 4


@dataclass(frozen=True)
class Advice:
    """what: came in the way, how often. do: about it."""

    what: str
    often: str
    do: str


def advice_for(provider: Provider, count: MonthCount | None) -> list[Advice]:
    """What came in the way most often first; few cases are told nowhere."""
    if count is None:
        return []
    codes = count.content["of"].get(str(provider.pk), {})
    # The same numbers as on the page of all of them: nobody works out small ones from two.
    outcomes = {code: codes[code] for code in OUTCOMES if code in codes}
    joined = joined_small(outcomes, SHARED)
    if joined is None:
        return []
    told = [(code, times) for code, times in joined.told.items() if code in BETTER]
    return [_advice(code, times) for code, times in told[:MOST]]


def _advice(code: str, times: int) -> Advice:
    often = ngettext("in %(count)s case", "in %(count)s cases", times)
    return Advice(
        what=str(OUTCOMES[code]),
        often=often % {"count": number(times)},
        do=str(BETTER[code]),
    )
