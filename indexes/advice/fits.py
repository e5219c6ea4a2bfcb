"""Whether something makes sense for how a firm works. Pure."""

from indexes.advice.firm import Firm
from indexes.advice.model import QuestionAdvice

NOT_HERE, TOO_FEW = "ways", "people"


def unfit_by(said: QuestionAdvice, firm: Firm) -> str:
    """What it does not fit: the way the firm works, or how few work there; empty for neither."""
    if is_for_more_people(said, firm):
        return TOO_FEW
    return NOT_HERE if fits_ways(said, firm) is False else ""


def fits(said: QuestionAdvice, firm: Firm) -> bool | None:
    """None where that is not known."""
    if is_for_more_people(said, firm):
        return False
    return fits_ways(said, firm)


def fits_ways(said: QuestionAdvice, firm: Firm) -> bool | None:
    """By its ways alone, however many work there; None where that is not known."""
    ways = said.ways
    if not ways:
        return True
    told = firm.ways
    # One way that holds is enough, whatever is known of the others.
    if any(map(told.get, ways)):
        return True
    # None holds: certain only where every one of them was denied.
    return False if told.keys() >= ways else None


def is_for_more_people(said: QuestionAdvice, firm: Firm) -> bool:
    """So few do without; not where the e-invoices that the law asks of them build on it."""
    people = firm.employees
    if people is None or people >= said.people:
        return False
    return not (said.invoicing and firm.must_invoice)
