"""The words for codes of roadmaps. Text lives at the edge."""

from fractions import Fraction

from django.utils.text import get_text_list
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from language.formats import points

HORIZONS = {
    0: (gettext_lazy("Right away"), gettext_lazy("to begin this month")),
    3: (
        gettext_lazy("Within 3 months"),
        gettext_lazy("to be done in the first three months"),
    ),
    6: (
        gettext_lazy("Within 6 months"),
        gettext_lazy("to be done in the first six months"),
    ),
    12: (gettext_lazy("Within 12 months"), gettext_lazy("to be done within a year")),
    24: (gettext_lazy("After 12 months"), gettext_lazy("takes longer than a year")),
}
NO_MONEY = gettext_lazy("no money")
EFFORTS = {
    1: gettext_lazy("very easy"),
    2: gettext_lazy("easy"),
    3: gettext_lazy("takes some work"),
    4: gettext_lazy("takes much work"),
    5: gettext_lazy("a large task"),
}
PROBLEMS = {
    "nothing_asked": gettext_lazy(
        "Please choose a level to reach, overall or in a pillar."
    ),
    "unreachable": gettext_lazy(
        "No set of steps reaches this target with the answers that can be raised. "
        "Please choose a lower one."
    ),
    "unreachable_without": gettext_lazy(
        "Without what you left out, no set of steps reaches this target. Please take "
        "something back, or choose a lower one."
    ),
    "due_past": gettext_lazy("This day is over. Please choose today or a later day."),
    "no_steps": gettext_lazy(
        "No answer is raised yet, so there is nothing to keep as a roadmap."
    ),
    "stands_on": gettext_lazy(
        "“%(step)s” has to come first, and it stands later. Please move that one first."
    ),
    "too_many": gettext_lazy(
        "A roadmap takes %(most)s steps of your own. Please remove some first."
    ),
    "nothing_open": gettext_lazy("Nothing is left open to take along."),
    "hours_out_of_range": gettext_lazy(
        "Please give between %(least)s and %(most)s hours, or leave it empty."
    ),
    "money_out_of_range": gettext_lazy(
        "Please give at least %(least)s đồng a month, or leave it empty."
    ),
    "text_missing": gettext_lazy("Please say in a few words what to do."),
}

# The ways to find a plan, by Roadmap.Way, each with what it goes by.
WAYS = {
    "advised": (
        gettext_lazy("What is needed first"),
        gettext_lazy(
            "First what keeps you safe and within the law, then what you want most, with "
            "the least effort."
        ),
    ),
    "fastest": (
        gettext_lazy("The quickest way up"),
        gettext_lazy("Only the level counts: the least effort for the points."),
    ),
    "own": (gettext_lazy("Your own choice"), gettext_lazy("As you moved the answers.")),
}
# Of the second, where it takes no less time than the first.
NOT_QUICKER = (
    gettext_lazy("The least effort"),
    gettext_lazy(
        "Only the level counts: the least work for the points. It is no quicker, since some "
        "steps wait for others."
    ),
)
MOST_MONTHS = 239  # as plans are counted: whatever waits longer stands at their end
# Why a step stands in a plan.
FLOORS = {
    "safe": gettext_lazy("Needed first to be safe, whatever it earns."),
    "rules": gettext_lazy("Needed first to keep the rules, whatever it earns."),
}
OF_LAW = gettext_lazy("The law asks for it: %(law)s.")
NAMED = gettext_lazy("The level you are going to asks for exactly this.")
# Of what neither keeps the firm safe nor serves a want; the least work may be much of it.
FOR_LEVEL = gettext_lazy("Needed as well on the way up.")
FOR_LEVEL_TO = gettext_lazy("Needed as well to reach level %(level)s.")
OWN_CHOICE = gettext_lazy("You chose it yourself.")
# The same in two or three words, for a narrow column.
SHORT_REASONS = {
    "safe": gettext_lazy("to be safe"),
    "rules": gettext_lazy("to keep the rules"),
    "needed": gettext_lazy("others wait for it"),
    "named": gettext_lazy("the level asks for it"),
    "serves": gettext_lazy("what you want first"),
    "points": gettext_lazy("needed for the level"),
    "own": gettext_lazy("your own choice"),
}
# Beside a total, once.
NARROWED = gettext_lazy(
    "The total is narrower than its parts added up: they hardly all cost the least, or all "
    "the most."
)
BOUGHT_TOGETHER = gettext_lazy(
    "A tool and what mostly comes with it count as one purchase: a dear one that brings all of "
    "it, or a cheap one and the rest bought one by one."
)
# Who does it where there are but a few people, by who does it elsewhere.
OWNER = gettext_lazy("The owner")
WHO_OF_FEW = {"accounting": gettext_lazy("The owner, or whoever keeps the books")}
# Of a step that nobody of the directory helps with.
ALONE = gettext_lazy("You can do this yourselves: it need not cost anything.")
NOBODY = gettext_lazy(
    "No provider of the directory does this yet for a business like yours."
)
# Why something does not, by the reasons of indexes.advice; said to the owner.
ABSENT = {
    "ways": gettext_lazy("It does not fit how you work."),
    "owner": gettext_lazy("You said that it is not for you."),
    "people": gettext_lazy("So few people can do without it."),
    "had": gettext_lazy(
        "Whoever trades abroad files it already, himself or through an agent. If you do it "
        "yourself, say so in your answers."
    ),
    "law": gettext_lazy(
        "The law does not ask a business of your kind and revenue for it."
    ),
    "law_open": gettext_lazy(
        "The law asks for it above a certain revenue, and yours is not known."
    ),
    "there": gettext_lazy("Already there, as far as you need it."),
    "skipped": gettext_lazy("Needed first all the same, and not among these steps."),
    "dear": gettext_lazy("May cost more than you can well put into it at first."),
    "next": gettext_lazy("Serves what you want first: next, after these steps."),
    "later": gettext_lazy("Not needed to reach this level; it can wait."),
}


def problem(code: str, **params: object) -> str:
    text = str(PROBLEMS[code])
    return text % params if params else text


def needed(names: list[str], more: int) -> str:
    """more: how many others wait for it besides."""
    quoted = ", ".join(f"“{name}”" for name in names)
    if more <= 0:
        return _("Has to be there before %(names)s.") % {"names": quoted}
    text = ngettext(
        "Has to be there before %(names)s and %(count)s more.",
        "Has to be there before %(names)s and %(count)s more.",
        more,
    )
    return text % {"names": quoted, "count": more}


def serves(wants: list[str]) -> str:
    return _("Serves what you want first: %(wants)s.") % {"wants": _listed(wants)}


def serves_little(wants: list[str]) -> str:
    text = _("Serves a little of what you want first: %(wants)s.")
    return text % {"wants": _listed(wants)}


def _listed(wants: list[str]) -> str:
    """With semicolons, since one of them has a comma of its own."""
    return "; ".join(want[:1].lower() + want[1:] for want in wants)


def only_where(ways: list[str]) -> str:
    words = get_text_list(ways, _("or"))
    return _("You said that this is not so: %(ways)s.") % {"ways": words}


def open_law(threshold: str) -> str:
    text = _(
        "If you sell more than %(threshold)s a year, the law asks you for e-invoices."
    )
    return text % {"threshold": threshold}


def comes_with(name: str) -> str:
    words = _("It mostly comes with “%(name)s”: ask there before you buy it apart.")
    return words % {"name": name}


def nobody_within(budget: str) -> str:
    words = _("Nobody of the directory helps with this within %(budget)s.")
    return words % {"budget": budget}


def off_estimate(estimate: str, steps: int, listed: str) -> str:
    """listed: as `listed_from` says it."""
    if steps == 1:
        words = _(
            "We estimate %(estimate)s for this; %(listed)s. Ask what the price includes."
        )
    else:
        words = _(
            "We estimate %(estimate)s for these %(count)s steps; %(listed)s. "
            "Ask what the price includes."
        )
    # An estimate of nothing is one too.
    told = {"estimate": estimate or _("no cost"), "count": steps, "listed": listed}
    return words % told


def listed_from(cost: str) -> str:
    """What the directory asks at least; nothing stands for no charge."""
    if not cost:
        return _("in the directory some at no charge")
    return _("in the directory from %(cost)s") % {"cost": cost}


def months(count: int) -> str:
    if count > MOST_MONTHS:
        return _("more than 20 years")
    text = ngettext("about %(count)s month", "about %(count)s months", count)
    return text % {"count": count}


def at_once(earned: Fraction | None) -> str:
    """Of a step over several levels that is one option; nothing of any other."""
    if earned is None:
        return ""
    words = _("It counts %(points)s at once: no answer lies in between.")
    return words % {"points": points(earned)}


def evenings(count: int) -> str:
    """Of steps of one question that begin on one day."""
    text = ngettext(
        "%(count)s thing, about an evening",
        "%(count)s things, about an evening each",
        count,
    )
    return text % {"count": count}


def things(count: int) -> str:
    """As `evenings`, where it takes longer."""
    text = ngettext("%(count)s thing", "%(count)s things", count)
    return text % {"count": count}


def levels_at_once(count: int) -> str:
    text = ngettext("%(count)s step", "%(count)s steps, done at one go", count)
    return text % {"count": count}


def lasts(count: int) -> str:
    """How long it takes beside everything else."""
    text = ngettext(
        "done in about %(count)s month", "done in about %(count)s months", count
    )
    return text % {"count": count}


def takes_long(months: str, budget: str) -> str:
    """budget: what a month has, where the owner says it."""
    if not budget:
        return _("All of this takes %(months)s.") % {"months": months}
    words = _("With %(money)s a month all of this takes %(months)s.")
    return words % {"money": budget, "months": months}


def work(count: int) -> str:
    """How much work it is for a firm of this size; nothing for nothing."""
    if not count:
        return ""
    text = ngettext(
        "about %(count)s month of work", "about %(count)s months of work", count
    )
    return text % {"count": count}


def up_to(name: str, end: str) -> str:
    """ "Put one person in charge: somebody does it beside other work"."""
    return _("%(name)s: %(end)s") % {"name": name, "end": end[:1].lower() + end[1:]}


def levels(name: str, start: str, end: str) -> str:
    """ "Website: level 1 → 3"."""
    params = {"name": name, "start": start, "end": end}
    return _("%(name)s: level %(start)s → %(end)s") % params
