"""The roadmap on one page: boxes to tick off, who, by when."""

from datetime import date

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from reportlab.platypus import CondPageBreak, Flowable, KeepTogether, Spacer

from reports.contents.roadmap import Roadmap, RoadmapMovement, RoadmapStep
from reports.contents.steps import FEW
from reports.pdf.styles import INK, PAGE_HEIGHT, WIDTH, labelled, paragraph, table
from reports.wording import results as wording

MOST_ROWS = 18  # what fits on a page; the rest is told by number
COLUMNS = [20.0, WIDTH - 258, 84.0, 96.0, 58.0]


class Box(Flowable):
    """A box to tick off by hand; ticked where the step is done."""

    SIZE = 9

    def __init__(self, is_ticked: bool) -> None:
        super().__init__()
        self.is_ticked = is_ticked
        self.width = self.height = self.SIZE

    def draw(self) -> None:
        canvas, size = self.canv, self.SIZE
        canvas.setStrokeColor(INK)
        canvas.setLineWidth(0.9)
        canvas.rect(0, 0, size, size)
        if self.is_ticked:
            canvas.setLineWidth(1.4)
            canvas.lines([(1.8, 4.4, 3.8, 2.2), (3.8, 2.2, 7.4, 7)])


def roadmap(found: Roadmap | None) -> list[Flowable]:
    if found is None:
        return []
    parts: list[Flowable] = [
        CondPageBreak(PAGE_HEIGHT * 0.5),
        paragraph(_("Roadmap"), "h1"),
        paragraph(_lead(found), "lead"),
    ]
    if found.pillars:
        told = "; ".join(
            _("%(name)s: level %(level)s") % {"name": name, "level": level}
            for name, level in found.pillars
        )
        parts.append(labelled(_("Own targets:"), told))
    if found.moved:
        parts.append(
            labelled(
                _("Since the roadmap of %(day)s:") % {"day": _day(found.moved.since)},
                _moved(found.moved),
            )
        )
    rows, subheads, left = _rows(found)
    parts.append(table(rows, COLUMNS, right=(4,), subheads=subheads))
    if left:
        told = _("And %(count)s more on the page of the roadmap.") % {"count": left}
        parts += [Spacer(1, 4), paragraph(told, "quiet")]
    money = _money(found)
    return [*parts, Spacer(1, 6), KeepTogether(money)] if money else parts


def coming(found: Roadmap) -> list[Flowable]:
    """How far it is and what comes next, for the summary."""
    left = [step for part in found.parts for step in part.steps if not step.is_done]
    told = (
        labelled(f"{_day(step.due)}:", step.name, "item")
        for step in sorted(left, key=lambda step: step.due)[:FEW]
    )
    return [paragraph(_("Roadmap"), "h2"), paragraph(_lead(found), "quiet"), *told]


def _lead(found: Roadmap) -> str:
    done = _("%(done)s of %(total)s steps done") % {
        "done": found.done,
        "total": found.total,
    }
    if found.work:
        done += ", " + _("still %(work)s") % {"work": found.work}
    return f"{wording.level(found.target)}. {done}." if found.target else f"{done}."


def _moved(moved: RoadmapMovement) -> str:
    words = _("reached %(reached)s, partly %(partly)s, not yet %(not_yet)s.")
    return words % {
        "reached": moved.reached,
        "partly": moved.partly,
        "not_yet": moved.not_yet,
    }


def _day(day: date) -> str:
    return date_format(day, "SHORT_DATE_FORMAT")


def _rows(found: Roadmap) -> tuple[list[list], tuple[int, ...], int]:
    """(rows, which of them are heads of a part, how many steps did not fit)"""
    rows: list[list] = [
        ["", _("What to do"), _("Who"), _("By, cost about"), _("Points")]
    ]
    subheads, shown = [], 0
    for part in found.parts:
        fitting = part.steps[: MOST_ROWS - shown]
        if fitting:
            subheads.append(len(rows))
            rows.append([f"{part.title} – {part.hint}", "", "", "", ""])
        rows += [_row(step) for step in fitting]
        shown += len(fitting)
    return rows, tuple(subheads), sum(len(part.steps) for part in found.parts) - shown


def _row(step: RoadmapStep) -> list:
    told = f"{step.name}. {step.what}" if step.what else step.name
    gain = f"+{step.gain}" if step.gain else ""
    return [Box(step.is_done), told, step.who, (_day(step.due), step.cost), gain]


def _money(found: Roadmap) -> list[Flowable]:
    parts: list[Flowable] = []
    if found.cost:
        parts.append(labelled(_("Open steps cost about:"), f"{found.cost}.", "item"))
    for name, rate, most, confidence in found.support:
        said = _(
            "up to %(rate)s%% of the cost and %(most)s for all steps of a year together (%(confidence)s)."
        )
        facts = {"rate": rate, "most": most, "confidence": confidence}
        parts.append(labelled(f"{_('Decree 80')}, {name}:", said % facts, "item"))
    if parts:
        parts.append(
            paragraph(
                _(
                    "Costs are our own estimates; support depends on the yearly programme."
                ),
                "quiet",
            )
        )
    return parts
