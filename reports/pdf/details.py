"""Pillar by pillar, and what to do first."""

from collections.abc import Iterable, Iterator
from itertools import groupby
from operator import attrgetter

from django.utils.text import Truncator
from django.utils.translation import gettext as _
from reportlab.platypus import CondPageBreak, Flowable, KeepTogether, Spacer

from language.formats import percent
from reports.contents.answers import Criterion, Indicator, Pillar
from reports.contents.steps import Step, Way, things_of
from reports.contents.whole import Contents
from reports.pdf.styles import (
    PAGE_HEIGHT,
    WIDTH,
    Together,
    fitted,
    labelled,
    paragraph,
    table,
)
from reports.wording import results as words
from roadmap.wording import ABSENT

# Characters typed beside options; all of them stand on the page of all answers.
LONGEST_WORDS = 120

CRITERIA = [34.0, 122.0, 160.0, WIDTH - 352, 36.0]
STEPS = [34.0, 118.0, 142.0, WIDTH - 336, 42.0]
CODE, POINTS = 0, 4  # columns of both that do not wrap


def pillar(part: Pillar) -> Iterator[Flowable]:
    """A pillar with its criteria, where the reader may see them.

    A page that has little room left is not begun on.
    """
    if not part.criteria:
        yield KeepTogether(list(_pillar(part)))
        return
    # Less room than this would hold the heading and hardly a row.
    yield CondPageBreak(PAGE_HEIGHT * 0.3)
    yield from _pillar(part)


def _pillar(part: Pillar) -> Iterator[Flowable]:
    yield paragraph(f"{part.number}. {part.name}", "h1")
    yield paragraph(_figures(part), "lead")
    if part.why:
        yield paragraph(part.why)
    if part.next_level:
        yield labelled(_("Next:"), f"{words.to_next(part)} ({part.next_level.name}).")
    if part.grade.attached:
        grade = f"{words.grade(part.grade)}. {words.grade_share(part.grade)}."
        yield labelled(_("How far to trust it") + ":", grade)
    if part.criteria:
        yield Spacer(1, 4)
        yield _criteria(part)


def _figures(part: Pillar) -> str:
    figures = [
        words.percent(part.percent),
        words.level(part.level),
        words.share(part.points, part.maximum),
        _("code %(code)s") % {"code": part.code},
    ]
    return " · ".join(figures)


def _criteria(part: Pillar) -> Flowable:
    rows = [
        [
            _("Code"),
            _("Criterion"),
            _("Answer"),
            _("What the next level looks like"),
            _("Points"),
        ]
    ]
    subheads: list[int] = []
    has_heads = _has_heads(part.indicators)
    for indicator in part.indicators:
        if has_heads:
            subheads.append(len(rows))
            rows.append([_head(indicator), "", "", "", ""])
        for job, criteria in groupby(indicator.criteria, attrgetter("job")):
            if job:
                subheads.append(len(rows))
                rows.append([job, "", "", "", ""])
            rows += map(_criterion, criteria)
    widths = fitted(rows, CRITERIA, (CODE, POINTS))
    return table(rows, widths, right=(POINTS,), subheads=tuple(subheads))


def _has_heads(indicators: tuple[Indicator, ...]) -> bool:
    return len(indicators) > 1 and not all(map(_is_its_criterion, indicators))


def _is_its_criterion(indicator: Indicator) -> bool:
    """Its only row would say the same once more, as where an index is answered by groups."""
    return [criterion.name for criterion in indicator.criteria] == [indicator.name]


def _head(indicator: Indicator) -> str:
    share = words.share(indicator.points, indicator.maximum)
    percent = words.percent(indicator.percent)
    head = f"{indicator.code} {indicator.name} – {share} · {percent}"
    return f"{head} · {words.level(indicator.level)}" if indicator.level else head


def _criterion(criterion: Criterion) -> list[str]:
    return [
        criterion.code,
        criterion.name,
        _answer(criterion),
        _next_answer(criterion),
        _points(criterion),
    ]


def _answer(criterion: Criterion) -> str:
    text = criterion.answer
    if criterion.mark:
        text = f"{criterion.mark} · {text}"
    if criterion.numbers:
        text = f"{text} ({criterion.numbers})"
    if criterion.own_words:
        text = f"{text}. {Truncator(criterion.own_words).chars(LONGEST_WORDS)}"
    return text


def _next_answer(criterion: Criterion) -> str:
    if criterion.next_answer and criterion.unfit:
        return str(ABSENT[criterion.unfit])
    if criterion.next_answer:
        return criterion.next_answer
    if criterion.level is None:
        return words.NOTHING
    return _("At the highest level")


def _points(criterion: Criterion) -> str:
    if criterion.points is None:
        return words.NOTHING
    return words.share(criterion.points, criterion.maximum)


def priorities(contents: Contents) -> Iterator[Flowable]:
    """The way we advise to the next level, with the reason of each step.

    Without one, the weakest parts and what raises each of them.
    """
    if contents.way:
        lead = words.way(contents.way, len(contents.way.steps))
        yield _steps(lead, [*_of_way(contents.way)])
        return

    rows: list[list] = []
    for part in contents.weakest:
        rows += _raises(part, contents.steps)
    if rows:
        lead = _(
            "The weakest parts, and in each the steps that bring most for one level up. "
            "Begin with the first line of each."
        )
        yield _steps(lead, rows)


def _of_way(way: Way) -> Iterator[list]:
    """Under one heading what is one thing."""
    for thing in things_of(way.steps):
        if thing.name:
            yield [f"{thing.name} – {thing.takes}", "", "", "", ""]
        for step in thing.steps:
            code, name, *others = _step(step)
            if thing.name:
                name = f"– {step.name}"
            yield [code, name, *others]


def _raises(part: Indicator, steps: Iterable[Step]) -> list[list]:
    """Its head and a row for each of its steps; nothing where it has none."""
    rows = []
    for step in steps:
        if (step.pillar, step.indicator) == (part.pillar, part.name):
            rows.append(_step(step))
    if not rows:
        return []
    head = f"{part.name} – {words.percent(part.percent)}"
    return [[head, "", "", "", ""], *rows]


def _steps(lead: str, steps: list[list]) -> Flowable:
    """steps: rows of the table; one with a single text is the head of those below it."""
    rows = [
        [
            _("Code"),
            _("Criterion"),
            _("Now"),
            _("Then"),
            _("Brings"),
        ],
        *steps,
    ]
    subheads = tuple(y for y, row in enumerate(rows) if not row[1])
    widths = fitted(rows, STEPS, (CODE, POINTS))
    parts = [
        paragraph(_("Priorities"), "h1"),
        paragraph(lead),
        table(rows, widths, right=(POINTS,), subheads=subheads),
    ]
    # One table on one page can be pinned to a wall.
    return Together(parts)


def _step(step: Step) -> list:
    name = (step.name, step.why) if step.why else step.name
    return [step.code, name, step.now, step.then, f"+{percent(step.gain)}"]
