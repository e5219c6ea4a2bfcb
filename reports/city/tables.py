"""The parts of the report without a picture: what is missed, needed and offered; the method."""

from collections.abc import Iterator, Sequence
from datetime import datetime

from django.utils.translation import gettext as _

from accounts.access.scopes import Scope
from accounts.models import Organisation
from associations.cohort.city import city_beside
from associations.cohort.figures import Figures, Missed
from associations.cohort.helping import Offers, served
from associations.cohort.needs import (
    asked_needs,
    categories,
    holes,
    missing_of_kind,
    serving,
)
from associations.cohort.pages import beside_lines
from associations.cohort.queries import standing_consents
from associations.cohort.words import criterion_names
from language.formats import grouped, percent
from reports.city.contents import Grid, Text
from reports.city.telling import Telling

HIDDEN = "•"


def missed(telling: Telling, offers: Offers) -> Iterator[Text | Grid]:
    figures = telling.figures
    if not figures.most_missed:
        yield Text(_("Too few share their answers to say what most are missing."))
        return
    yield Text(
        _(
            "Criteria of which most have not reached half, of those who share their answers, and "
            "how many providers of the directory help with them."
        )
    )
    rows = []
    helping = offers.help_with([each.code for each in figures.most_missed])
    for each in figures.most_missed:
        name, pillar = criterion_names(figures, each.code)
        share = _share(telling, each)
        providers = helping[each.code].providers
        rows.append([name, pillar, share, grouped(each.sample), grouped(providers)])
    heads = [
        _("Criterion"),
        _("Pillar"),
        _("Miss it"),
        _("Of"),
        _("Providers"),
    ]
    yield Grid(heads, rows, [0.38, 0.26, 0.16, 0.08, 0.12], right=[2, 3, 4])


def _share(telling: Telling, missed: Missed) -> str:
    """Not where few have it, here or among all others: the report leaves the association."""
    if may_be_told(telling, missed):
        return percent(missed.share, 0)
    return _("nearly all") if telling.is_whole else HIDDEN


def may_be_told(telling: Telling, missed: Missed) -> bool:
    column = telling.figures.cohort.shape.codes.index(missed.code)
    return bool(telling.criteria[column])


def needs(
    telling: Telling, association: Organisation, now: datetime
) -> Iterator[Text | Grid]:
    consents = standing_consents(association, now)
    asked = asked_needs(telling.figures, consents, telling.parts)
    if not asked:
        yield Text(_("This index does not ask for needs, or too few have told theirs."))
    for question in asked:
        yield Text(question.name, "h2")
        rows = []
        for choice in question.choices:
            is_told = choice.count is not None
            count = grouped(choice.count) if is_told else HIDDEN
            share = percent(choice.share, 0) if is_told else HIDDEN
            rows.append([choice.name, count, share])
        heads = [_("Answer"), _("Enterprises"), _("Share")]
        yield Grid(heads, rows, [0.6, 0.2, 0.2], right=[1, 2])
        sample = _("Of %(sample)s that answered; several could be chosen")
        yield Text(sample % {"sample": grouped(question.sample)}, "quiet")


def directory(telling: Telling, offers: Offers) -> Iterator[Text | Grid]:
    figures = telling.figures
    if not figures.answering.size:
        yield Text(_("Nobody shares answers yet, and needs are read from answers."))
        return
    yield Text(_("Kinds of solutions that would help"), "h2")
    rows = []
    samples = [part.answering.size for part in telling.parts]
    for each in categories(figures, offers):
        of_parts = [missing_of_kind(part, offers, each.kind) for part in telling.parts]
        counts = grouped(each.members), percent(each.share, 0)
        if not telling.tells(of_parts, samples):
            counts = HIDDEN, HIDDEN
        rows.append([each.name, grouped(each.solutions), *counts])
    heads = [_("Kind"), _("On offer"), _("Enterprises"), _("Share")]
    yield Grid(heads, rows, [0.4, 0.2, 0.2, 0.2], right=[1, 2, 3])
    yield from _serving(telling, offers)
    yield from _holes(figures, offers)


def _serving(telling: Telling, offers: Offers) -> Iterator[Text | Grid]:
    found = serving(telling.figures, offers)
    if not found:
        return
    yield Text(_("Who could serve how many of them"), "h2")
    samples = [part.answering.size for part in telling.parts]
    by_part = [served(part, offers) for part in telling.parts]
    rows = []
    for each in found:
        of_parts = [members[each.provider.pk] for members in by_part]
        counts = grouped(each.members), percent(each.share, 0)
        if not telling.tells(of_parts, samples):
            counts = HIDDEN, HIDDEN
        rows.append([each.provider.organisation.name, *counts])
    heads = [_("Provider"), _("Enterprises"), _("Share")]
    yield Grid(heads, rows, [0.6, 0.2, 0.2], right=[1, 2])


def _holes(figures: Figures, offers: Offers) -> Iterator[Text | Grid]:
    found = holes(figures, offers)
    yield Text(_("Where the directory has holes"), "h2")
    if not found:
        yield Text(
            _("For everything that members miss, two providers or more are listed.")
        )
        return
    rows = []
    for hole in found:
        name, _pillar = criterion_names(figures, hole.code)
        rows.append([name, grouped(hole.sample), grouped(hole.providers)])
    heads = [_("Criterion"), _("Of"), _("Providers")]
    yield Grid(heads, rows, [0.64, 0.18, 0.18], right=[1, 2])


def city(figures: Figures, association: Organisation) -> Iterator[Text | Grid]:
    cell = city_beside(figures, is_fictional=association.is_fictional)
    if cell is None:
        yield Text(_("Too few in the city have answered this index for a comparison."))
        return
    words = _(
        "The city: %(count)s enterprises that count in comparisons, whoever they belong to. Of "
        "the total the one in the middle, of pillars the mean."
    )
    yield Text(words % {"count": grouped(cell.count)})
    lines = beside_lines(figures, cell.pillars, cell.total)
    rows = [[line.name, line.own, line.other] for line in lines]
    heads = [_("Part"), _("Our members"), _("The city")]
    yield Grid(heads, rows, [0.6, 0.2, 0.2], right=[1, 2])


def method(figures: Figures) -> Iterator[Text]:
    samples = {
        "total": grouped(len(figures)),
        "pillars": grouped(figures.sharing(Scope.PILLARS).size),
        "answers": grouped(figures.answering.size),
    }
    texts: Sequence[str] = [
        _(
            "Counted is the newest result of each member that lets the association see it at the "
            "moment when the report is made, or the one of a round where the report says so."
        ),
        _(
            "Levels and totals are of %(total)s, pillars of %(pillars)s, criteria and needs of "
            "%(answers)s: each of those who share as much."
        )
        % samples,
        _(
            "Members answer for themselves. What a reviewer found stands beside the declared "
            "value and changes no figure here."
        ),
        _(
            "Those who share are no random sample of all members: who is ahead may share more "
            "readily. The figures tell of those who share, not of all."
        ),
        _(
            "No figure is of fewer than five, nor is what is left where one report is taken from "
            "another. So small groups are told together, levels are joined, and “•” stands for "
            "what is not told."
        ),
        _(
            "A criterion counts as missed where less than half of its levels are reached. What "
            "does not apply to a member is left out of its sample."
        ),
    ]
    for text in texts:
        yield Text(text)
