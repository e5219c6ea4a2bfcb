"""How the level came about, where the rules come from, what is assumed, and how to check the report."""

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from reportlab.platypus import Flowable, KeepTogether, Spacer, Table

from language import formats
from reports.contents.source import Source
from reports.contents.whole import Contents
from reports.pdf.charts import qr
from reports.pdf.styles import WIDTH, grid, labelled, paragraph, table
from reports.wording import results as wording_results

QR_SIZE = 84


def method(contents: Contents) -> list[Flowable]:
    """On one page where it fits: what is left of it alone on the last page looks forgotten."""
    source = contents.source
    parts: list[Flowable] = [
        paragraph(_("Method and provenance"), "h1"),
        labelled(
            _("Index:"), f"{source.title} ({source.short_title}, {_version(source)})"
        ),
        *_decision(source),
        *(
            [labelled(_("All its rules and questions:"), source.rules_url)]
            if source.rules_url
            else []
        ),
        *(
            [paragraph(wording_results.read_anew(contents))]
            if contents.read_anew_at
            else []
        ),
        paragraph(_how(contents)),
    ]
    if contents.grade.name:
        proof = f"{wording_results.grade(contents.grade)}. {wording_results.grade_meaning(contents.grade)}"
        parts.append(labelled(f"{_('How far to trust it')}:", proof))
    if source.note:
        parts.append(paragraph(source.note))
    if source.assumptions:
        rows = [[_("How far the rules and texts are proved"), _("How many")]]
        rows += [
            [part.meaning, formats.number(part.count)] for part in source.assumptions
        ]
        parts.append(paragraph(_("What is certain and what is assumed"), "h2"))
        parts.append(table(rows, [WIDTH - 70, 70], right=(1,)))
    parts += [
        Spacer(1, 6),
        *(paragraph(f"• {note}", "quiet") for note in source.rule_notes),
    ]
    return [
        KeepTogether(
            [*parts, paragraph(_("Check this report"), "h2"), _check(contents)]
        )
    ]


def _version(source: Source) -> str:
    return _("version %(version)s") % {"version": source.version}


def _decision(source: Source) -> list[Flowable]:
    if not source.decision:
        return []
    facts = [source.decision]
    if source.decided_on:
        facts.append(date_format(source.decided_on, "SHORT_DATE_FORMAT"))
    if source.issuer:
        facts.append(source.issuer)
    parts: list[Flowable] = [labelled(_("Decision:"), ", ".join(facts))]
    if source.superseded_by:
        parts.append(
            labelled(
                _("Superseded by:"),
                wording_results.with_days("; ".join(source.superseded_by)),
            )
        )
    return parts


def _how(contents: Contents) -> str:
    if any(rung.pillars for rung in contents.ladder):
        how = _(
            "Each answer earns points by its level. The points of a pillar, as a percent of what it can earn, give "
            "the pillar's level. The overall level asks for a total and for enough pillars at a level. Scoring "
            "engine: version %(engine)s."
        )
    else:
        how = _(
            "Each answer earns points, shown as they count in the total. The points of a pillar, as a percent of "
            "what it can earn, give the pillar's level, and the total gives the overall level. Scoring engine: "
            "version %(engine)s."
        )
    # Cut away for a reader of the overall level alone: nothing is said then, not "0".
    tools = contents.source.tools
    counted = (
        _("Answers: %(answered)s, of which %(tools)s are tools of a list.")
        if tools
        else _("Answers: %(answered)s.")
    )
    counted %= {
        "answered": formats.number(contents.answered),
        "tools": formats.number(tools),
    }
    said = how % {"engine": contents.source.engine_version}
    return f"{said} {counted}" if contents.answered else said


def _check(contents: Contents) -> Table:
    words = [
        paragraph(_("Verification code"), "label"),
        paragraph(contents.verification_code, "figure"),
        paragraph(
            _(
                "The page behind the code says whether this report is genuine, of which index and date, "
                "and nothing else."
            )
        ),
        paragraph(contents.verify_url, "quiet"),
    ]
    return grid(
        [[qr(contents.verify_url, QR_SIZE), words]],
        [QR_SIZE + 16, WIDTH - QR_SIZE - 16],
    )
