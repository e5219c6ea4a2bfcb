"""What a typical firm is advised, as a page that a person reads through, in Vietnamese."""

from collections.abc import Iterator, Sequence
from operator import attrgetter
from textwrap import fill

from django.utils.translation import gettext as _
from django.utils.translation import override

from indexes.advice.model import OptionAdvice
from indexes.index.questions import is_bare
from language.formats import money
from language.texts import in_language
from registry.sizes import size_names
from roadmap.advising.archetypes import Archetype
from roadmap.advising.lines import funds
from roadmap.advising.steps import Step, begun_before, cost_together, first_part
from roadmap.advising.wording import LEFT_OUT, wanted, why, why_so_far
from roadmap.planning.level_words import led_to, task_name
from roadmap.planning.options_ahead import option_after
from roadmap.planning.plan import QUARTER, price_in
from roadmap.planning.raises import facts_from
from roadmap.planning.subsidies import cost_words, money_range
from roadmap.planning.together import runs, says_together, why_narrower
from roadmap.wording import up_to

WIDTH = 100


def page_of(archetype: Archetype) -> str:
    with override("vi"):
        return "\n".join(_lines(archetype))


def _lines(archetype: Archetype) -> Iterator[str]:
    name = in_language(archetype.name)
    yield name
    yield "=" * len(name)
    yield from _who(archetype)
    says = _("A consultant would say: %(says)s")
    yield _wrapped(says % {"says": in_language(archetype.says)})
    yield ""
    yield from _duties(archetype)
    yield from _steps(archetype)
    yield from _beside(archetype)
    yield from _left_out(archetype)
    yield from _support(archetype)
    yield ""


def _wrapped(text: str, indent: str = "") -> str:
    return fill(text, WIDTH, subsequent_indent=indent)


def _who(archetype: Archetype) -> Iterator[str]:
    index, firm = archetype.index, archetype.firm
    trade = in_language(index.variant_name(index.variant))
    people = _("people: %(count)s") % {"count": firm.employees}
    words = [trade, in_language(size_names()[firm.size]), people]
    if firm.is_household:
        words.append(_("household business"))
    if firm.revenue is not None:
        words.append(_("sells %(money)s a year") % {"money": money(firm.revenue)})
    yield _wrapped(f"{index.id}: " + ", ".join(filter(None, words)))
    yield from _ways(archetype)
    if firm.wants:
        yield _("Wants above all: %(wants)s") % {"wants": wanted(firm.wants)}
    stands = {
        "level": _level(archetype, archetype.level),
        "target": _level(archetype, archetype.target),
    }
    yield _("Stands at: %(level)s. Next: %(target)s") % stands


def _level(archetype: Archetype, level: int | None) -> str:
    if level is None:
        return "–"
    return f"{level} ({in_language(archetype.index.level_name(level))})"


def _ways(archetype: Archetype) -> Iterator[str]:
    advice = archetype.advised.advice
    if advice is None:
        return
    held, others = [], []
    for way, holds in archetype.firm.ways.items():
        (held if holds else others).append(in_language(advice.ways[way]))
    if held:
        yield _wrapped(_("Works like this: %(ways)s") % {"ways": "; ".join(held)})
    if others:
        yield _wrapped(_("Does not: %(ways)s") % {"ways": "; ".join(others)})


def _duties(archetype: Archetype) -> Iterator[str]:
    """Above the steps, as everywhere: some have a date, and decide what is bought first."""
    for duty in archetype.advised.duties:
        yield _wrapped(
            _("The law asks: %(law)s") % {"law": in_language(duty.say)}, "    "
        )


def _steps(archetype: Archetype) -> Iterator[str]:
    counsel = archetype.counsel
    if counsel.target is not None and counsel.reached != counsel.target:
        yield _("No steps are enough for the next level; this is needed all the same:")
    number = 1
    for is_one_thing, some in runs(counsel.steps, attrgetter("question", "start")):
        if is_one_thing:
            yield from _together(archetype, number, some)
        else:
            for place, step in enumerate(some, number):
                yield _step(archetype, place, step)
        number += len(some)
    begun = begun_before(counsel.steps, QUARTER)
    early = _("What begins in the first three months: %(cost)s")
    yield early % {"cost": _cost(*cost_together(begun))}
    in_time = first_part(counsel.steps)
    if in_time:
        words = {"count": len(in_time), "cost": _cost(*cost_together(in_time))}
        yield _("Done within two years: %(count)s steps, %(cost)s") % words
    whole = _("All steps together: %(cost)s")
    yield whole % {"cost": _cost(*cost_together(counsel.steps))}
    narrower = why_narrower([step.price for step in counsel.steps])
    if narrower:
        yield _wrapped(narrower)


def _together(
    archetype: Archetype, number: int, steps: Sequence[Step]
) -> Iterator[str]:
    """Steps of one question that begin in one month: one heading, then each by its name."""
    first, last = steps[0], steps[-1]
    index, code = archetype.index, first.question
    head = _("%(first)s–%(last)s. %(months)s: %(name)s [%(code)s]") % {
        "first": f"{number:2}",
        "last": number + len(steps) - 1,
        "months": _months(first.start + 1, last.finish),
        "name": task_name(index, code),
        "code": code,
    }
    start = index.told_level(code, first.from_level)
    end = index.told_level(code, last.to_level)
    facts = facts_from(index, archetype.advised.advice, archetype.firm)(code)
    costs = [step.price for step in steps]
    says = says_together(facts, costs, archetype.firm.size)
    reason = why(first.reason, code, archetype.advised, archetype.counsel.reached)
    yield _wrapped(f"{head} {start} → {end}; {says}. {reason}", "    ")
    # Levels of one thing are told by their numbers.
    for step in steps if facts.in_any_order else ():
        so_far = _so_far(archetype, step)
        task = task_of(archetype, step)
        yield _wrapped(
            f"    – {task}. {so_far}" if so_far else f"    – {task}", "      "
        )


def _step(archetype: Archetype, number: int, step: Step) -> str:
    index = archetype.index
    head = _("%(number)s. %(months)s: %(name)s [%(code)s]") % {
        "number": f"{number:2}",
        "months": _months(step.start + 1, step.finish),
        "name": task_of(archetype, step),
        "code": step.question,
    }
    levels = ""
    if index.questions[step.question]["kind"] != "tool":
        first = index.told_level(step.question, step.from_level)
        last = index.told_level(step.question, step.to_level)
        levels = f" {first} → {last}"
    cost = cost_words(step.least, step.most) or _("no money")
    reached = archetype.counsel.reached
    reason = why(step.reason, step.question, archetype.advised, reached)
    line = f"{head}{levels}; {cost}. {reason} {_so_far(archetype, step)}".rstrip()
    # What goes on in the next line stands below the words, not below the number.
    return _wrapped(line, "    ")


def _so_far(archetype: Archetype, step: Step) -> str:
    advised, code = archetype.advised, step.question
    return why_so_far(advised, code, step.from_level, step.to_level)


def _months(first: int, last: int) -> str:
    if first >= last:
        return _("month %(month)s") % {"month": first}
    return _("months %(start)s–%(finish)s") % {"start": first, "finish": last}


def task_of(archetype: Archetype, step: Step) -> str:
    """What it is to do; of a choice, what is told first and is not there."""
    question = archetype.index.questions[step.question]
    option = _option(archetype, step.question, step.from_level)
    if option:
        return in_language(option.task)
    name = task_name(archetype.index, step.question)
    if "task" not in question or question["kind"] == "multiple":
        return name
    # Of several steps of one task each by what it leads to.
    if is_bare(question, step.to_level):
        return name
    return up_to(
        name,
        led_to(archetype.index, step.question, step.from_level, step.to_level),
    )


def _option(archetype: Archetype, code: str, level: int) -> OptionAdvice | None:
    """What comes next of a choice, after what it has where that is known."""
    question = archetype.index.questions[code]
    told, had = archetype.advised.of(code).options, archetype.chosen(code)
    option = option_after(question, told, had, level, level + 1)
    return option and option.told_to(archetype.firm)


def _next_name(archetype: Archetype, code: str) -> str:
    level = archetype.levels[archetype.index.places[code]]
    option = _option(archetype, code, level)
    return in_language(option.task) if option else task_name(archetype.index, code)


def _cost(least: int, most: int) -> str:
    return money_range(least, most) or _("no money")


def _beside(archetype: Archetype) -> Iterator[str]:
    """What serves the first wish and no level needs yet, with what its next step costs."""
    facts = facts_from(
        archetype.index,
        archetype.advised.advice,
        archetype.firm,
        archetype.levels,
    )
    rising = {step.question for step in archetype.counsel.steps}
    names = []
    for code in archetype.counsel.wanted:
        level = archetype.levels[archetype.index.places[code]]
        cost = _cost(*price_in(facts(code), code, rising, level).told)
        names.append(f"{_next_name(archetype, code)} ({cost})")
    if names:
        words = _(
            "Just what the owner wants, though this level needs none of it: %(names)s"
        )
        yield _wrapped(words % {"names": "; ".join(names)}, "    ")


def _left_out(archetype: Archetype) -> Iterator[str]:
    by_reason: dict[str, list[str]] = {}
    for code, reason in archetype.counsel.left_out:
        by_reason.setdefault(reason, []).append(task_name(archetype.index, code))
    for reason, names in by_reason.items():
        words = {"why": LEFT_OUT[reason], "names": "; ".join(names)}
        yield _wrapped(_("Left out (%(why)s): %(names)s") % words, "    ")


def _support(archetype: Archetype) -> Iterator[str]:
    for fund in funds(archetype.advised, archetype.counsel):
        words = {"name": fund.name, "cost": fund.cost, "most": fund.most}
        could = _("Decree 80 could pay: %(name)s (%(cost)s), at most %(most)s")
        yield _wrapped(could % words, "    ")
