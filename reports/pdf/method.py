"""How the level came about, where the rules come from, what is assumed, how to check the report."""

from collections.abc import Iterator

from django.utils.translation import gettext as _
from reportlab.platypus import Flowable, KeepTogether, Spacer, Table

from language.formats import day, number
from reports.contents.signature import Signature
from reports.contents.source import Source
from reports.contents.whole import Contents
from reports.pdf.charts import qr
from reports.pdf.styles import WIDTH, Together, grid, labelled, paragraph, table
from reports.wording import results as words

QR_SIZE = 84
COUNT_WIDTH = 70


def method(contents: Contents) -> Iterator[Flowable]:
    """On one page where it fits: what is left of it alone on the last page looks forgotten."""
    parts = [
        *_provenance(contents),
        *_assumptions(contents.source),
        Spacer(1, 6),
        *(paragraph(f"• {note}", "quiet") for note in contents.source.rule_notes),
        KeepTogether(list(_how_to_check(contents))),
    ]
    yield Together(parts)


def _how_to_check(contents: Contents) -> Iterator[Flowable]:
    yield paragraph(_("Check this report"), "h2")
    yield _check(contents)
    yield from _signature(contents.signature)


def _provenance(contents: Contents) -> Iterator[Flowable]:
    source = contents.source
    version = _("version %(version)s") % {"version": source.version}
    index = f"{source.title} ({source.short_title}, {version})"
    yield paragraph(_("Method and provenance"), "h1")
    yield labelled(_("Index:"), index)
    yield from _decision(source)
    if source.rules_url:
        yield labelled(_("All its rules and questions:"), source.rules_url)
    if contents.read_anew_at:
        yield paragraph(words.read_anew(contents))
    for text in (words.replaced(contents), words.corrects(contents)):
        if text:
            yield paragraph(text)
    yield paragraph(_how(contents))
    if contents.grade.name:
        grade, meaning = (
            words.grade(contents.grade),
            words.grade_meaning(contents.grade),
        )
        yield labelled(_("How far to trust it") + ":", f"{grade}. {meaning}")
    if contents.typed_by:
        yield paragraph(f"{contents.typed_by}.")
    if source.note:
        yield paragraph(source.note)


def _decision(source: Source) -> Iterator[Flowable]:
    if not source.decision:
        return
    # Written as a decision is cited: number, day, who issued it.
    facts = [source.decision]
    if source.decided_on:
        facts.append(day(source.decided_on))
    if source.issuer:
        facts.append(source.issuer)
    yield labelled(_("Decision:"), ", ".join(facts))
    if source.superseded_by:
        following = words.with_days("; ".join(source.superseded_by))
        yield labelled(_("Superseded by:"), following)


def _assumptions(source: Source) -> Iterator[Flowable]:
    if not source.assumptions:
        return
    rows = [[_("How far the rules and texts are proved"), _("How many")]]
    for assumption in source.assumptions:
        rows.append([assumption.meaning, number(assumption.count)])
    yield paragraph(_("What is certain and what is assumed"), "h2")
    yield table(rows, [WIDTH - COUNT_WIDTH, COUNT_WIDTH], right=(1,))


def _how(contents: Contents) -> str:
    how = _rules(contents) % {"engine": contents.source.engine_version}
    # Cut away for a reader of the overall level alone: nothing is said then, not "0".
    if not contents.answered:
        return how
    return f"{how} {_counted(contents)}"


def _rules(contents: Contents) -> str:
    if any(rung.pillars for rung in contents.ladder):
        return _(
            "Each answer earns points by its level. "
            "The points of a pillar, as a percent of what it can earn, "
            "give the pillar's level. "
            "The overall level asks for a total and for enough pillars at a level. "
            "Scoring engine: version %(engine)s."
        )
    return _(
        "Each answer earns points, shown as they count in the total. "
        "The points of a pillar, as a percent of what it can earn, "
        "give the pillar's level, and the total gives the overall level. "
        "Scoring engine: version %(engine)s."
    )


def _counted(contents: Contents) -> str:
    tools = contents.source.tools
    if tools:
        text = _("Answers: %(answered)s, of which %(tools)s are tools of a list.")
    else:
        text = _("Answers: %(answered)s.")
    return text % {"answered": number(contents.answered), "tools": number(tools)}


def _signature(signature: Signature | None) -> Iterator[Flowable]:
    if signature is None:
        return
    text = _(
        "This file is signed by %(name)s. A PDF reader that checks signatures shows "
        "if so much as one letter was changed."
    )
    yield Spacer(1, 4)
    yield paragraph(text % {"name": signature.name}, "quiet")
    if signature.is_made:
        made = _(
            "The certificate was made for this demonstration: nobody vouches for it, "
            "and readers say so."
        )
        yield paragraph(made, "quiet")


def _check(contents: Contents) -> Table:
    meaning = _(
        "The page behind the code takes the name, the level and the percent "
        "that are printed here, "
        "and says of each whether it agrees with what we keep."
    )
    code_and_words = [
        paragraph(_("Verification code"), "label"),
        paragraph(contents.verification_code, "figure"),
        paragraph(meaning),
        paragraph(contents.verify_url, "quiet"),
    ]
    cells = [qr(contents.verify_url, QR_SIZE), code_and_words]
    return grid([cells], [QR_SIZE + 16, WIDTH - QR_SIZE - 16])
