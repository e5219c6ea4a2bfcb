"""Pillar by pillar, what to do first, and who can help."""

from django.utils.text import Truncator
from django.utils.translation import gettext as _
from reportlab.platypus import CondPageBreak, Flowable, KeepTogether, Spacer

from language import formats
from reports.contents.answers import Criterion, Indicator, Pillar
from reports.contents.steps import Step, Suggestion
from reports.contents.whole import Contents
from reports.pdf.styles import PAGE_HEIGHT, WIDTH, fitted, labelled, paragraph, table
from reports.wording import results as wording_results

ALL_IN_FULL, SOME_IN_FULL = (
    6,
    4,
)  # suggestions; where there are more than 6, the rest is named in a line each
MOST_GAINS = 5  # of a suggestion in full
LONGEST_WORDS = (
    120  # characters typed beside options; all of them stand on the page of all answers
)
COLUMNS = [34.0, 122.0, 160.0, WIDTH - 352, 36.0]
STEPS = [34.0, 118.0, 142.0, WIDTH - 336, 42.0]


def pillar(part: Pillar) -> list[Flowable]:
    """A pillar with its criteria; a page that has little room left is not begun on."""
    parts: list[Flowable] = [
        CondPageBreak(PAGE_HEIGHT * 0.3),
        paragraph(f"{part.code}. {part.name}", "h1"),
        paragraph(_figures(part), "lead"),
    ]
    if part.why:
        parts.append(paragraph(part.why))
    if part.next_level:
        parts.append(
            labelled(
                _("Next:"),
                f"{wording_results.to_next(part)}. {part.next_level.name}: {part.next_level.meaning}",
            )
        )
    if part.grade.attached:
        proof = f"{wording_results.grade(part.grade)}. {wording_results.grade_share(part.grade)}."
        parts.append(labelled(f"{_('How far to trust it')}:", proof))
    if part.criteria:
        parts += [Spacer(1, 4), _criteria(part)]
    return parts


def _figures(part: Pillar) -> str:
    return f"{wording_results.share(part.points, part.maximum)} · {wording_results.percent(part.percent)} · {wording_results.level(part.level)}"


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
    has_heads = len(part.indicators) > 1 and not all(
        map(_is_its_criterion, part.indicators)
    )
    for indicator in part.indicators:
        if has_heads:
            subheads.append(len(rows))
            figures = f"{wording_results.share(indicator.points, indicator.maximum)} · {wording_results.percent(indicator.percent)}"
            rows.append(
                [f"{indicator.code} {indicator.name} – {figures}", "", "", "", ""]
            )
        rows += [_row(criterion) for criterion in indicator.criteria]
    return table(
        rows, fitted(rows, COLUMNS, (0, 4)), right=(4,), subheads=tuple(subheads)
    )


def _is_its_criterion(indicator: Indicator) -> bool:
    """Its only row would say the same once more, as where an index is answered by groups."""
    return [criterion.name for criterion in indicator.criteria] == [indicator.name]


def _row(criterion: Criterion) -> list[str]:
    level = f"{criterion.mark} · " if criterion.mark else ""
    given = f" ({criterion.given})" if criterion.given else ""
    typed = (
        f". {Truncator(criterion.own_words).chars(LONGEST_WORDS)}"
        if criterion.own_words
        else ""
    )
    points = (
        wording_results.NOTHING
        if criterion.points is None
        else wording_results.share(criterion.points, criterion.maximum)
    )
    following = criterion.next_answer or (
        _("At the highest level")
        if criterion.level is not None
        else wording_results.NOTHING
    )
    return [
        criterion.code,
        criterion.name,
        f"{level}{criterion.answer}{given}{typed}",
        following,
        points,
    ]


def priorities(contents: Contents) -> list[Flowable]:
    """The easiest way to the next level; without one, the weakest parts and what raises each of them."""
    if contents.way:
        lead = wording_results.way(contents.way, len(contents.way.steps))
        return _steps(lead, [_raise(step) for step in contents.way.steps])
    rows: list[list[str]] = []
    for gap in contents.gaps:
        steps = [
            step
            for step in contents.steps
            if (step.pillar, step.indicator) == (gap.pillar, gap.name)
        ]
        if steps:
            rows += [
                [
                    f"{gap.name} – {wording_results.percent(gap.percent)}",
                    "",
                    "",
                    "",
                    "",
                ],
                *map(_raise, steps),
            ]
    lead = _(
        "The weakest parts, and in each the steps that bring most for one level up. "
        "Begin with the first line of each."
    )
    return _steps(lead, rows) if rows else []


def _steps(lead: str, raises: list[list[str]]) -> list[Flowable]:
    """raises: rows of the table; one with a single text is the head of those below it."""
    rows = [[_("Code"), _("Criterion"), _("Now"), _("Then"), _("Points")], *raises]
    subheads = tuple(place for place, row in enumerate(rows) if not row[1])
    parts = [
        paragraph(_("Priorities"), "h1"),
        paragraph(lead),
        table(rows, fitted(rows, STEPS, (0, 4)), right=(4,), subheads=subheads),
    ]
    return [KeepTogether(parts)]


def _raise(step: Step) -> list[str]:
    return [step.code, step.name, step.now, step.then, f"+{formats.number(step.gain)}"]


def _gains(found: Suggestion) -> list[str]:
    """What it raises, the most first; where that is much, the rest by number."""
    if len(found.gains) <= MOST_GAINS + 1:
        return [*found.gains]
    left = len(found.gains) - MOST_GAINS
    return [
        *found.gains[:MOST_GAINS],
        _("and %(count)s more answers") % {"count": left},
    ]


def suggestions(found: tuple[Suggestion, ...]) -> list[Flowable]:
    if not found:
        return []
    parts: list[Flowable] = [
        CondPageBreak(PAGE_HEIGHT * 0.35),
        paragraph(_("Who can help"), "h1"),
    ]
    if any(suggestion.fictional for suggestion in found):
        parts.append(
            paragraph(
                _("These providers are fictional: this is a demonstration."), "quiet"
            )
        )
    full = len(found) if len(found) <= ALL_IN_FULL else SOME_IN_FULL
    for suggestion in found[:full]:
        parts.append(
            KeepTogether(
                [
                    paragraph(f"{suggestion.solution} – {suggestion.provider}", "h2"),
                    *([paragraph(suggestion.what)] if suggestion.what else []),
                    paragraph(" ".join(suggestion.reasons)),
                    *(paragraph(f"• {gain}", "bullet") for gain in _gains(suggestion)),
                    *(
                        [labelled(_("Price:"), suggestion.price, "item")]
                        if suggestion.price
                        else []
                    ),
                    *(
                        [labelled(_("Support:"), suggestion.support, "item")]
                        if suggestion.support
                        else []
                    ),
                ]
            )
        )
    if found[full:]:
        parts.append(paragraph(_("Also suggested"), "h2"))
        parts += [
            labelled(
                f"{each.solution} – {each.provider}:",
                f"{each.reasons[0]} {each.price}.",
                "item",
            )
            for each in found[full:]
        ]
    return parts
