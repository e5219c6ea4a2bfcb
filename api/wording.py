"""What a program is told, in the language it asked for, by code."""

from django.utils.translation import gettext_lazy as _

PROBLEMS = {
    "token_missing": _("A token is missing. Send it as “Authorization: Bearer …”."),
    "token_unknown": _("This token opens nothing: it is not ours, or has ended."),
    "token_unanswered": _(
        "Who made this token no longer answers for the organisation. Have another one made."
    ),
    "second_step_missing": _(
        "The account that made this token has to set up its second step first."
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
}
DOES_NOT_FIT = _("This value does not fit.")
