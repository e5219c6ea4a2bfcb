"""The roadmap to print and pin up: boxes to tick off, who and why, by when."""

from collections.abc import Iterator
from operator import attrgetter

from django.utils.translation import gettext as _
from reportlab.platypus import CondPageBreak, Flowable, KeepTogether, Spacer

from language.formats import day
from reports.contents.roadmap import Roadmap, RoadmapProgress, RoadmapStep, Support
from reports.contents.steps import FEW
from reports.pdf.styles import INK, MOST_LEFT, WIDTH, labelled, paragraph, table
from reports.pdf.tags import figure
from reports.wording import results as words

# What fits on a page, or two where names are long; the rest is told by number.
MOST_ROWS = 18

COLUMNS = [20.0, WIDTH - 258, 84.0, 96.0, 58.0]


class Box(Flowable):
    """A box to tick off by hand; ticked where the step is done."""

    SIZE = 9

    def __init__(self, is_ticked: bool) -> None:
        super().__init__()
        self.is_ticked = is_ticked
        self.width = self.height = self.SIZE

    def draw(self) -> None:
        alt = _("ticked off") if self.is_ticked else _("still to do")
        with figure(self.canv, alt, self.SIZE, self.SIZE):
            self._draw(self.canv, self.SIZE)

    def _draw(self, canvas, size: float) -> None:
        canvas.setStrokeColor(INK)
        canvas.setLineWidth(0.9)
        canvas.rect(0, 0, size, size)
        # Drawn by lines: a letter of a font would not sit exactly in its box.
        if self.is_ticked:
            canvas.setLineWidth(1.4)
            canvas.lines([(1.8, 4.4, 3.8, 2.2), (3.8, 2.2, 7.4, 7)])


def roadmap(chosen: Roadmap | None) -> Iterator[Flowable]:
    if chosen is None:
        return
    yield CondPageBreak(MOST_LEFT)
    yield paragraph(_("Roadmap"), "h1")
    yield paragraph(_lead(chosen), "lead")
    if chosen.pillars:
        yield labelled(_("Own targets:"), _own_targets(chosen))
    if chosen.progress:
        yield _progress(chosen.progress)
    for duty in chosen.duties:
        yield labelled(_("The law asks:"), duty)
    yield from _steps(chosen)
    if chosen.wanted:
        label = _("Just what you want, though this level needs none of it:")
        yield Spacer(1, 4)
        yield labelled(label, "; ".join(chosen.wanted))
    money = list(_money(chosen))
    if money:
        yield Spacer(1, 6)
        yield KeepTogether(money)


def coming(chosen: Roadmap) -> Iterator[Flowable]:
    """How far it is and what comes next, for the summary."""
    # The first of the roadmap, which may be long, in the order of their days.
    open_steps = [step for step in chosen.steps if not step.is_done]
    by_day = sorted(open_steps[:FEW], key=attrgetter("due"))
    head = paragraph(_("Roadmap"), "h2")
    lead = paragraph(_lead(chosen), "quiet")
    # A step of it alone on the next page would say nothing of what it is part of.
    yield KeepTogether([head, lead, *map(_coming, by_day)])


def _coming(step: RoadmapStep) -> Flowable:
    text = f"{step.name} – {step.why}" if step.why else step.name
    return labelled(f"{day(step.due)}:", text, "item")


def _lead(chosen: Roadmap) -> str:
    progress = _("%(done)s of %(total)s steps done") % {
        "done": chosen.done,
        "total": chosen.total,
    }
    if chosen.lasts:
        progress = f"{progress}, {chosen.lasts}"
    if chosen.target:
        return f"{words.level(chosen.target)}. {progress}."
    return f"{progress}."


def _own_targets(chosen: Roadmap) -> str:
    targets = [
        _("%(name)s: level %(level)s") % {"name": name, "level": level}
        for name, level in chosen.pillars
    ]
    return "; ".join(targets)


def _progress(progress: RoadmapProgress) -> Flowable:
    label = _("Since the roadmap of %(day)s:") % {"day": day(progress.since)}
    text = _("reached %(reached)s, partly %(partly)s, not yet %(not_yet)s.") % {
        "reached": progress.reached,
        "partly": progress.partly,
        "not_yet": progress.not_yet,
    }
    return labelled(label, text)


def _steps(chosen: Roadmap) -> Iterator[Flowable]:
    rows: list[list] = [
        [
            "",
            _("What to do"),
            _("Who, why"),
            _("By, cost about"),
            _("Brings"),
        ]
    ]
    subheads = []
    left = MOST_ROWS
    for part in chosen.parts:
        fitting = part.steps[:left]
        left -= len(fitting)
        # A part of which nothing fits would be a head over nothing.
        if fitting:
            subheads.append(len(rows))
            rows.append([f"{part.title} – {part.hint}", "", "", "", ""])
        for step in fitting:
            if step.head:
                subheads.append(len(rows))
                rows.append([step.head, "", "", "", ""])
            rows.append(_row(step))
    yield table(rows, COLUMNS, right=(4,), subheads=tuple(subheads))

    not_shown = len(chosen.steps) - (MOST_ROWS - left)
    if not_shown:
        text = _("And %(count)s more on the page of the roadmap.")
        yield Spacer(1, 4)
        yield paragraph(text % {"count": not_shown}, "quiet")


def _row(step: RoadmapStep) -> list:
    text = f"{step.name}. {step.what}" if step.what else step.name
    # What is one thing with others stands under their heading.
    text = f"– {text}" if step.is_under_one else text
    gain = f"+{step.gain}" if step.gain else ""
    return [
        Box(step.is_done),
        text,
        (step.who, step.why),
        (day(step.due), step.cost),
        gain,
    ]


def _money(chosen: Roadmap) -> Iterator[Flowable]:
    if chosen.cost:
        cost = f"{chosen.cost}. {chosen.why_narrower}"
        yield labelled(_("Open steps cost about:"), cost.rstrip(), "item")
    for support in chosen.support:
        yield _support(support)
    if chosen.cost or chosen.support:
        text = _(
            "Costs are our own estimates; support depends on the yearly programme."
        )
        yield paragraph(text, "quiet")


def _support(support: Support) -> Flowable:
    text = _(
        "up to %(rate)s%% of %(cost)s, and for all steps of a year together %(most)s "
        "(%(confidence)s)."
    )
    facts = {
        "rate": support.rate,
        "cost": support.cost,
        "most": support.most,
        "confidence": support.confidence,
    }
    words = text % facts
    if support.condition:
        condition = _("Condition: %(condition)s.") % {"condition": support.condition}
        words = f"{words} {condition}"
    decree = _("Decree 80")
    return labelled(f"{decree}, {support.name}:", words, "item")
