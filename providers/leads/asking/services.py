"""Asking as the form has it, for pages and for programs."""

from datetime import datetime

from accounts.models import User
from accounts.ratelimit import is_limited
from providers.errors import ProviderError
from providers.leads.asking.forms import AskForm, EachForm
from providers.leads.following import let_follow
from providers.leads.services import ask_provider
from providers.matching.plan import Plan
from providers.models import Lead
from survey.models import Result

A_DAY = 3  # requests of one enterprise to one provider


def ask_by_form(
    *,
    result: Result,
    shared: AskForm,
    each: EachForm,
    plan: Plan,
    by: User,
    now: datetime,
) -> Lead:
    """What goes to all that are asked, and what this one may see.

    Raises ProviderError: asked_too_often, and as `ask_provider` does.
    """
    solution = each.candidate.solution
    # Each request is a letter to the provider: asking and withdrawing in turn must not
    # become many.
    pair = f"{result.organisation.public_id} {solution.provider.slug}"
    if is_limited("ask", pair, most=A_DAY, seconds=86400):
        raise ProviderError("asked_too_often")
    clean = shared.cleaned_data
    lead = ask_provider(
        result=result,
        solution=solution,
        contact=shared.contact,
        items=each.items,
        shown=each.shown,
        text_version=clean["text_version"],
        budget=clean["budget"],
        wanted_within=clean["wanted_within"],
        message=clean["message"],
        plan=plan,
        by=by,
        now=now,
    )
    let_follow(lead=lead, associations=shared.chosen_followers, by=by, now=now)
    return lead
