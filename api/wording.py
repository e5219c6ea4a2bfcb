"""What a program is told, in the language it asked for, by code."""

import re
from collections.abc import Mapping

from django.utils.translation import gettext_lazy as _

from accounts.errors import DomainError
from language.formats import grouped
from language.texts import in_language
from providers.errors import ProviderError
from providers.webhooks.wording import IN_THE_WAY
from providers.webhooks.wording import PROBLEMS as OF_WEBHOOKS
from providers.wording import PROBLEMS as OF_PROVIDERS
from providers.wording import trouble_with
from survey.wording import PROBLEMS as OF_SURVEY

PROBLEMS = {
    "token_missing": _("A token is missing. Send it as “Authorization: Bearer …”."),
    "token_unknown": _("This token opens nothing: it is not ours, or has ended."),
    "token_unanswered": _(
        "Who made this token no longer answers for the organisation. Have another one made."
    ),
    "second_step_missing": _(
        "The account that made this token has to set up its second step first."
    ),
    "not_secure": _(
        "Ask by https: what is sent in the open can be read on its way. If a token was sent "
        "so, end it and have another one made."
    ),
    "right_missing": _("The token does not have the right %(right)s."),
    "not_found": _("There is nothing here, or it is not for this token."),
    "forbidden": _("The account that made this token may see it, but not do this."),
    "withdrawn": _("What was shared is no longer shared."),
    "method_not_allowed": _("This cannot be asked in that way here."),
    "too_large": _("What was sent is larger than %(most)s bytes."),
    "not_json": _("Send JSON, and say so: “Content-Type: application/json”."),
    "unreadable": _("What was sent cannot be read as JSON."),
    "unknown_cursor": _("This cursor is none of ours. Begin at the first page."),
    "too_often": _("Too many requests. Try again in %(seconds)s seconds."),
    "wrong_key": _("An Idempotency-Key has 1 to 100 letters, figures and signs."),
    "key_taken": _("This Idempotency-Key was sent before with something else."),
    "key_at_work": _("What was sent with this Idempotency-Key is still being done."),
    "changed_meanwhile": _("It was changed meanwhile. Read it again first."),
    "invalid": _("Something that was sent does not fit; see “errors”."),
    "broken": _("Something is broken here. It has been written down."),
    "unavailable": _("This cannot be done just now. Please try again later."),
}
# Of a single field, by the kinds of pydantic; the others do not fit.
FIELDS = {
    "missing": _("This is missing."),
    "extra_forbidden": _("There is no such field."),
    "unknown_value": _("This value is not known here."),
}
HOLE = re.compile(r"%\(\w+\)s")
DOES_NOT_FIT = _("This value does not fit.")
# The parts of the description, by their tags.
TAGS = {
    "token": _("The token"),
    "indexes": _("Indexes"),
    "assessments": _("Assessments"),
    "answers": _("Answers"),
    "results": _("Results"),
    "plan": _("Plans"),
    "directory": _("Directory of providers"),
    "leads": _("Requests to providers"),
    "complaints": _("Complaints and reviews"),
    "webhooks": _("Notices to a provider's own system"),
    "figures": _("Figures of associations"),
}
# Errors about what was sent; all others are about how things stand, and may pass.
UNFIT = {
    "count_negative",
    "denominator_negative",
    "denominator_zero",
    "does_not_fit",
    "index_partial",
    "level_out_of_range",
    "no_people",
    "not_applicable_refused",
    "number_missing",
    "number_negative",
    "number_too_fine",
    "number_too_large",
    "numerator_above_denominator",
    "numerator_negative",
    "options_exclude",
    "dates_in_wrong_order",
    "message_missing",
    "reason_missing",
    "too_large",
    "unknown_area",
    "unknown_figure",
    "unknown_option",
    "unknown_question",
    "unknown_sector",
    "unknown_variant",
}
OTHERWISE = _("This cannot be done as it stands.")
INCOMPLETE = _("Some questions have no answer yet; see “errors”.")


def words_of(error: DomainError) -> str:
    """Of what the packages below refuse, in their words."""
    if error.code == "incomplete":
        return str(INCOMPLETE)
    if error.code in FIELDS:
        return str(FIELDS[error.code])
    if isinstance(error, ProviderError):
        return _of_provider(error)
    text = str(OF_SURVEY.get(error.code, OF_SURVEY["other"]))
    return text % _readable(error.params)


def told_problems() -> list[dict[str, str]]:
    """Of the door itself, in the order in which it asks; numbers and names left open."""
    return [
        {"code": code, "words": HOLE.sub("…", str(words))}
        for code, words in PROBLEMS.items()
    ]


def _of_provider(error: ProviderError) -> str:
    if error.code == "moved_on":
        return trouble_with(error.code, error.params)
    known = OF_PROVIDERS | OF_WEBHOOKS | IN_THE_WAY
    return str(known.get(error.code, OTHERWISE))


def _readable(params: Mapping[str, object]) -> dict[str, str]:
    """Numbers grouped and names said as the reader's language does."""
    readable = {}
    for name, value in params.items():
        if isinstance(value, dict):
            readable[name] = in_language(value)
        elif isinstance(value, int):
            readable[name] = grouped(value)
        else:
            readable[name] = str(value)
    return readable
