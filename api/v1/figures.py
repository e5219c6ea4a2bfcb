"""What an association is told of its members together: as its own page tells it, and no more.

Small groups are joined and small cells hidden by the same rule, over the same consents.
"""

from uuid import UUID

from django.http import Http404, HttpRequest
from django.utils.translation import gettext_noop as _
from ninja import Query, Router
from pydantic import Field

from accounts.access.programs import Right
from api.errors import FieldsError
from api.v1.rights import takes
from api.v1.shapes import Sent, Told
from associations.cohort.cells import KINDS
from associations.cohort.figures import Change, Figures, Missed
from associations.cohort.forms import CohortForm
from associations.cohort.levels import Table, level_counts, table_by, table_by_round
from associations.cohort.looking import Looked, looked_at
from associations.cohort.words import criterion_names
from associations.errors import AssociationError
from associations.lists import own_association
from language.texts import in_language

router = Router(auth=takes(Right.READ_FIGURES), tags=["figures"])
MOST_ROUND = 32767  # of the column


class FiguresAsked(Sent):
    index: str = Field("", max_length=60)
    sector: str = Field("", max_length=2)
    size: str = Field("", max_length=10)
    area: str = Field("", max_length=5)
    round: int | None = Field(None, ge=1, le=MOST_ROUND)


class CountTold(Told):
    of: str
    count: int | None = Field(description=_("null where it is too small to be told"))


class LineTold(Told):
    name: str
    counts: list[CountTold]


class TableTold(Told):
    of: str
    lines: list[LineTold]


class MeanTold(Told):
    pillar: str
    name: str
    percent: float | None = Field(description=_("null where too few share it"))


class MissedTold(Told):
    question: str
    name: str
    pillar: str
    count: int
    sample: int


class ChangeTold(Told):
    sample: int
    before: float
    after: float


class FiguresTold(Told):
    association: UUID
    index: str
    indexes: list[str]
    rounds: list[int]
    members: int = Field(description=_("how many share at least their level"))
    quartiles: list[float] | None = Field(description=_("of the total, in percent"))
    sharing_pillars: int
    pillars: list[MeanTold]
    levels: TableTold | None
    tables: list[TableTold]
    sharing_answers: int
    missed: list[MissedTold] = Field(
        description=_("criteria that most have not reached half of")
    )
    change: ChangeTold | None


@router.get(
    "/{uuid:public_id}/figures",
    response=FiguresTold,
    summary=_("Figures of the members who share, as the page of the association shows"),
    description=_("404 where nobody who shares has answered the index."),
)
def figures(request: HttpRequest, public_id: UUID, asked: Query[FiguresAsked]) -> dict:
    association = own_association(request, public_id)
    looked = looked_at(association, _query(asked), request.now)
    _refuse_unknown(looked, asked)
    if looked.figures is None:
        raise Http404
    known = [each.index_id for each in looked.sources.answered]
    return {
        "association": association.public_id,
        "indexes": known,
        **_told(looked.figures),
    }


def _query(asked: FiguresAsked) -> dict[str, str]:
    """As the address of the page has it."""
    named = asked.model_dump(exclude_none=True)
    return {CohortForm.WORDS[name]: str(value) for name, value in named.items()}


def _refuse_unknown(looked: Looked, asked: FiguresAsked) -> None:
    """The page passes over what it cannot read; a program would take it for the answer."""
    known = [each.index_id for each in looked.sources.answered]
    if asked.index and asked.index not in known:
        raise Http404
    form = looked.form
    form.is_valid()
    unknown = [name for name in CohortForm.WORDS if name in form.errors]
    # Where there is one round only, the form has no field for it.
    if asked.round and "round" not in form.fields and asked.round != 1:
        unknown.append("round")
    if unknown:
        errors = {(name,): AssociationError("unknown_value") for name in unknown}
        raise FieldsError(errors)


def _told(figures: Figures) -> dict:
    middle = figures.middle
    by_kind = [table_by(figures, kind) for kind in KINDS]
    tables = [*by_kind, table_by_round(figures)]
    return {
        "index": figures.filters.index,
        "rounds": figures.cohort.rounds,
        "members": len(figures),
        "quartiles": [each / 10 for each in middle.quartiles]
        if middle.quartiles
        else None,
        "sharing_pillars": figures.heat_of_all.count,
        "pillars": _means(figures),
        "levels": _table(level_counts(figures)),
        "tables": [_table(table) for table in tables if table],
        "sharing_answers": int(figures.answering.size),
        "missed": [_missed(figures, each) for each in figures.most_missed],
        "change": _change(figures.change),
    }


def _means(figures: Figures) -> list[dict]:
    rows = zip(figures.cohort.shape.pillars, figures.heat_of_all.means, strict=True)
    means = []
    for pillar, mean in rows:
        name = in_language(pillar["name"])
        percent = None if mean is None else mean / 10
        means.append({"pillar": pillar["code"], "name": name, "percent": percent})
    return means


def _table(table: Table | None) -> dict | None:
    if table is None:
        return None
    lines = []
    for line in table.lines:
        counts = [{"of": each.head, "count": each.number} for each in line.counts]
        lines.append({"name": line.name, "counts": counts})
    return {"of": table.of, "lines": lines}


def _missed(figures: Figures, missed: Missed) -> dict:
    name, pillar = criterion_names(figures, missed.code)
    return {
        "question": missed.code,
        "name": name,
        "pillar": pillar,
        "count": missed.count,
        "sample": missed.sample,
    }


def _change(change: Change | None) -> dict | None:
    if change is None:
        return None
    return {
        "sample": change.sample,
        "before": change.before / 10,
        "after": change.after / 10,
    }
