"""The words for codes of indexes: for whom one is, why it is offered, what speaks against it."""

from django.utils.translation import gettext_lazy as _

OFFERED_BECAUSE = {
    "chosen": _("you chose it; it is for %(audience)s (decision %(decision)s)"),
    "size": _(
        "it is for %(audience)s and has been in force since %(day)s (decision %(decision)s)"
    ),
    "open": _(
        "it is for %(audience)s and has been in force since %(day)s (decision %(decision)s); "
        "your size class is still open, so add the missing figures or choose another below"
    ),
    "any": _(
        "it is for enterprises of every size and has been in force since %(day)s (%(decision)s)"
    ),
    "nothing_in_force": _(
        "no newer index for %(audience)s is here yet (decision %(decision)s)"
    ),
}
CAUTIONS = {
    "superseded": _(
        "This index has been superseded; decision %(newer)s holds now. "
        "It still helps to compare rounds."
    ),
    "other_size": _(
        "This index is meant for %(audience)s; "
        "going by what you typed, your enterprise is not one."
    ),
    "open_size": _(
        "This index is meant for %(audience)s; "
        "going by what you typed so far, your enterprise need not be one."
    ),
}
PROBLEMS = {
    "version_taken": _(
        "%(index)s version %(version)s is published and never changes. "
        "Please raise index.version in the file."
    ),
    "index_draft": _("%(index)s is a draft: it can be published or discarded."),
    "no_draft": _("%(index)s is no draft any more."),
}

AUDIENCES = {
    "sme": _("small and medium enterprises"),
    "large": _("large enterprises"),
    "any": _("enterprises of every size"),
}


def problem(code: str, **params: object) -> str:
    """The words for an error with a version of an index."""
    return str(PROBLEMS[code]) % params
