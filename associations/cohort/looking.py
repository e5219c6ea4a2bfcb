"""What is looked at of a cohort: of whom, with which filters, and the figures."""

from collections.abc import Mapping
from datetime import datetime
from typing import NamedTuple
from urllib.parse import urlencode

from django.urls import reverse

from accounts.models import Organisation
from associations.cohort.cells import cell_of
from associations.cohort.figures import Figures
from associations.cohort.forms import CohortForm
from associations.cohort.queries import Sources, cohort_of, sources_of
from associations.cohort.words import cell_names
from indexes.offers import index_names


class Looked(NamedTuple):
    """What somebody looks at: of whom, with which filters, and the figures; None of nobody."""

    association: Organisation
    sources: Sources
    form: CohortForm
    figures: Figures | None

    @property
    def context(self) -> dict:
        """lists: where the lists behind its figures stand."""
        return {
            "association": self.association,
            "lists": reverse("associations:cell", args=[self.association.public_id]),
            "form": self.form,
            "figures": self.figures,
            "asked": urlencode(self.form.asked()),
            "is_filtered": bool(self.form.asked()),
        }


def narrowed_to(looked: Looked, query: Mapping[str, str]) -> list[str]:
    """What filters and a cell leave of all members, in words."""
    if looked.figures is None:
        return []
    return [*looked.form.chosen(), *cell_names(looked.figures, cell_of(query))]


def looked_at(
    association: Organisation,
    query: Mapping[str, str],
    now: datetime,
) -> Looked:
    """query: as an address has it."""
    sources = sources_of(association, now)
    known = [each.index_id for each in sources.answered]
    names = index_names()
    indexes = [(key, names.get(key, key)) for key in known]
    asked = query.get(CohortForm.WORDS["index"], "")
    index = asked if asked in known else next(iter(known), "")
    cohort = cohort_of(sources, index)
    rounds = cohort.rounds if cohort else ()
    form = CohortForm(
        query,
        indexes=indexes,
        rounds=rounds,
    )
    figures = Figures(cohort, form.filters(index)) if cohort else None
    return Looked(
        association,
        sources,
        form,
        figures,
    )
