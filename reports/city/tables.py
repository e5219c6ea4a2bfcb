"""The parts of the report without a picture: what is missed, needed and offered; the method."""

from collections.abc import Iterator, Sequence
from datetime import datetime

from django.utils.translation import gettext as _

from accounts.access.scopes import Scope
from accounts.models import Organisation
from associations.cohort.city import city_beside
from associations.cohort.figures import Figures, Missed
from associations.cohort.helping import Offers
from associations.cohort.needs import asked_needs, categories, holes, serving
from associations.cohort.pages import beside_lines
from associations.cohort.queries import standing_consents
from associations.cohort.words import criterion_names
from language.formats import grouped, percent
from reports.city.contents import Grid, Text
from scoring.disclosure.small_cells import SHARED


def missed(figures: Figures, offers: Offers) -> Iterator[Text | Grid]:
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
        share = percent(each.share, 0) if may_be_told(each) else _("nearly all")
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


def may_be_told(missed: Missed) -> bool:
    """Not where those who have it are few: the report leaves the association."""
    rest = missed.sample - missed.count
    return not 0 < rest < SHARED


def needs(
    figures: Figures, association: Organisation, now: datetime
) -> Iterator[Text | Grid]:
    asked = asked_needs(figures, standing_consents(association, now))
    if not asked:
        yield Text(_("This index does not ask for needs, or too few have told theirs."))
    for question in asked:
        yield Text(question.name, "h2")
        rows = []
        for choice in question.choices:
            is_told = choice.count is not None
            count = grouped(choice.count) if is_told else "•"
            share = percent(choice.share, 0) if is_told else "•"
            rows.append([choice.name, count, share])
        heads = [_("Answer"), _("Enterprises"), _("Share")]
        yield Grid(heads, rows, [0.6, 0.2, 0.2], right=[1, 2])
        sample = _("Of %(sample)s that answered; several could be chosen")
        yield Text(sample % {"sample": grouped(question.sample)}, "quiet")


def directory(figures: Figures, offers: Offers) -> Iterator[Text | Grid]:
    if not figures.answering.size:
        yield Text(_("Nobody shares answers yet, and needs are read from answers."))
        return
    yield Text(_("Kinds of solutions that would help"), "h2")
    rows = [
        [
            kind.name,
            grouped(kind.solutions),
            grouped(kind.members),
            percent(kind.share, 0),
        ]
        for kind in categories(figures, offers)
    ]
    heads = [_("Kind"), _("On offer"), _("Enterprises"), _("Share")]
    yield Grid(heads, rows, [0.4, 0.2, 0.2, 0.2], right=[1, 2, 3])
    yield from _serving(figures, offers)
    yield from _holes(figures, offers)


def _serving(figures: Figures, offers: Offers) -> Iterator[Text | Grid]:
    found = serving(figures, offers)
    if not found:
        return
    yield Text(_("Who could serve how many of them"), "h2")
    rows = [
        [each.provider.organisation.name, grouped(each.members), percent(each.share, 0)]
        for each in found
    ]
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
            "No figure is of fewer than five. Where a small number could be worked out from "
            "others in a table, these are hidden too, and a computation proves that it is enough."
        ),
        _(
            "A criterion counts as missed where less than half of its levels are reached. What "
            "does not apply to a member is left out of its sample."
        ),
    ]
    for text in texts:
        yield Text(text)
