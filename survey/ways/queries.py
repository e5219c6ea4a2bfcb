"""Which ways an enterprise is asked about, and what it has told of them."""

from dataclasses import dataclass

from indexes.advice.model import Advice
from indexes.advice.queries import advice_of
from language.texts import in_language
from registry.households import asks_e_invoice
from survey.models import Assessment


@dataclass(frozen=True)
class Way:
    """words: in the reader's language. holds: None where it is not known."""

    id: str
    words: str
    holds: bool | None

    @property
    def label(self) -> str:
        """The words as they begin a line."""
        return self.words[:1].upper() + self.words[1:]

    @property
    def in_question(self) -> str:
        """The words inside a question; in Vietnamese that has a "có" of its own already."""
        return self.words.removeprefix("có ")


def advice_beside(assessment: Assessment) -> Advice | None:
    """The advice for the index that is answered."""
    return advice_of(assessment.index_version.index_id)


def asked_ways(assessment: Assessment, variant: str) -> tuple[str, ...]:
    """The ids of the ways that an enterprise of this industry is asked about."""
    advice = advice_beside(assessment)
    return advice.asked_of(variant) if advice else ()


def is_above_threshold(assessment: Assessment) -> bool | None:
    """Of a household: whether it sells more than what the law asks e-invoices from."""
    told = assessment.is_above_threshold
    return asks_e_invoice(True, assessment.revenue, told)


def way_of(assessment: Assessment, way_id: str) -> Way | None:
    """None where the advice knows no such way."""
    return way_in(advice_beside(assessment), assessment, way_id)


def way_in(advice: Advice | None, assessment: Assessment, way_id: str) -> Way | None:
    """The same, where the advice is at hand."""
    if advice is None or way_id not in advice.ways:
        return None
    words = in_language(advice.ways[way_id])
    return Way(way_id, words, assessment.ways.get(way_id))
