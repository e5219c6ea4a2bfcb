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
    "other_size": _(
        "it has been in force since %(day)s (decision %(decision)s); it is for %(audience)s, "
        "and there is none here for your size class yet"
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

# Of a rule, what its confidence is said of.
ASPECTS = {
    "": _("the rule"),
    "name": _("the name"),
    "kind": _("the kind of question"),
    "questions": _("the questions"),
    "options": _("the options"),
    "allow_other": _("the option of something else"),
    "points": _("the points"),
    "cap": _("the most points it can earn"),
    "anchors": _("the texts of the levels"),
    "bands": _("the cuts between levels"),
    "linear": _("how points grow"),
    "numerator": _("what is divided"),
    "denominator": _("what it is divided by"),
    "maximum": _("the most points"),
    "tools": _("the list of tools"),
    "builds_on": _("which tool builds on which"),
}
UNPROVED = {
    "inferred": _("inferred"),
    "assumed": _("assumed"),
}
# Of a tool, where it comes from.
TOOL_STATES = {
    "placeholder": _("from the demo data of one source"),
    "sample": _("from the sample of one source"),
}
# Of everything of a kind, by the key of the file.
EVERY = {
    "questions": _("every question at level %(level)s or higher"),
    "indicators": _("every part at level %(level)s or higher"),
    "pillars": _("every pillar at level %(level)s or higher"),
}
# Rules that stand in no list of questions, by their place in the document.
RULES = {
    "scoring.points": _("points of an answer"),
    "scoring.total": _("how the total is put together"),
    "scoring.indicator_level": _("the level of a part of a pillar"),
    "scoring.pillar_level": _("the level of a pillar"),
    "scoring.overall_level": _("the overall level"),
    "scoring.overall_level.otherwise": _("the level in every other case"),
    "scoring.overall_level.other_readings": _("another way of reading the levels"),
    "scoring.not_applicable": _(
        "whether a question may be left out because it does not apply"
    ),
    "bands": _("from a ratio to a level"),
    "figures": _("numbers asked once"),
    "peer_sets": _("what others have"),
    "doing": _("effort, time and cost of each step"),
    "levels": _("names and texts of the levels"),
}


def problem(code: str, **params: object) -> str:
    """The words for an error with a version of an index."""
    return str(PROBLEMS[code]) % params
