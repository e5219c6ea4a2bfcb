"""What a step costs a firm, and how much a firm of its size takes on at first. Pure.

Ours, and assumed: no source says what a shop of two or a factory of five hundred dares.
"""

from dataclasses import dataclass

from indexes.advice.firm import Firm
from indexes.advice.model import QuestionAdvice

# People: the smaller half of the micro firms, by the registry's limit of ten.
FEW = "few"
MOST_OF_FEW = 5


@dataclass(frozen=True, slots=True)
class Start:
    """What a firm takes on at first where its owner does not say.

    money: of all that begins in the first three months, in VND, by its upper estimates.
    things: questions that are begun in one month. at_once: questions that are under way
    at one time, whenever they were begun: each wants somebody who sees it through, beside
    the day's work, and a firm has few who can; None: no limit.
    """

    money: int
    things: int
    at_once: int | None = None


STARTS = {
    FEW: Start(8_000_000, things=2, at_once=2),
    "micro": Start(20_000_000, things=3, at_once=3),
    "small": Start(60_000_000, things=3, at_once=3),
    "medium": Start(300_000_000, things=4, at_once=4),
    "large": Start(5_000_000_000, things=4, at_once=5),
}


def scale_of(firm: Firm) -> str:
    """Its size class, or that it is a micro firm of few people; empty where not known."""
    people = firm.employees
    is_few = people is not None and people <= MOST_OF_FEW
    return FEW if firm.size == "micro" and is_few else firm.size


def start_of(firm: Firm) -> Start | None:
    """None where its size is not known."""
    return STARTS.get(scale_of(firm))


def cost_of(said: QuestionAdvice, firm: Firm) -> tuple[int, int] | None:
    """The least and the most of one step; None where nothing is said of its size.

    Programs are paid by the user and the till: what nine people pay, three do not.
    """
    price = said.cost.get(firm.size)
    if price is None or scale_of(firm) != FEW:
        return price
    least, most = price
    return least, (least + most) // 2


MONTHS = 12


def is_beyond(said: QuestionAdvice, firm: Firm, money: int | None) -> bool:
    """Whether one step may cost more than an owner has for it in a year.

    money: of a month; None where it is not said: then what is dear is beyond.
    """
    if money is None:
        return is_dear(said, firm)
    price = cost_of(said, firm)
    return price is not None and price[1] > MONTHS * money


def is_dear(said: QuestionAdvice, firm: Firm) -> bool:
    """Whether one step may cost more than all that the firm takes on in three months."""
    price, start = cost_of(said, firm), start_of(firm)
    return price is not None and start is not None and price[1] > start.money
