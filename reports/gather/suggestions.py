"""Who can help with the steps of the roadmap, or of the way we advise."""

from datetime import datetime

from accounts.access.scopes import Scope
from providers.matching.suggestion import SuggestionDescription
from reports.contents.steps import HelpedStep, Suggested, Suggestion
from reports.gather.frozen import Frozen
from roadmap.pages.help import HelpedStep as Described
from roadmap.pages.help import help_of


def suggested_of(frozen: Frozen, scope: Scope, now: datetime) -> Suggested | None:
    """In words; for the enterprise itself only. None where there is nothing to say."""
    if scope is not Scope.OWN:
        return None
    shown = help_of(frozen.position, frozen.roadmap, now, frozen.steps)
    page = shown.page
    # Beside the steps the page has room for the rest, and the report has not: only where
    # nothing passes every rule, or no step is left.
    beside: tuple[Suggestion, ...] = ()
    if page.loosened or not shown.steps:
        beside = tuple(map(_beside, page.beside))
    if not page.suggestions and not shown.steps:
        return None
    return Suggested(
        steps=tuple(map(_step, shown.steps)),
        beside=beside,
        support=page.support,
        fictional=page.fictional,
    )


def _step(step: Described) -> HelpedStep:
    offers = []
    for offer in step.help.offers:
        offers.append(_suggestion(offer.suggestion, offer.raises))
    more = len(step.help.more) + step.help.others
    return HelpedStep(step.name, step.when, tuple(offers), more, step.alone, step.off)


def _beside(suggestion: SuggestionDescription) -> Suggestion:
    return _suggestion(suggestion, suggestion.summary)


def _suggestion(suggestion: SuggestionDescription, raises: str) -> Suggestion:
    return Suggestion(
        solution=suggestion.solution,
        provider=suggestion.provider,
        raises=raises,
        first_year=suggestion.first_year,
        support=suggestion.support,
        why=suggestion.why,
        # What comes closest says what is against it.
        against=suggestion.left_out,
    )
