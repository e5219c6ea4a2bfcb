"""Advice as pages and plans read it: what a step is good for, for whom, and at what price."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from types import MappingProxyType
from typing import Any

from indexes.advice.firm import Firm
from registry.sizes import SIZES

PURPOSES = ("sell", "time", "spend", "know", "rules", "safe")
# As registry.sizes has them, in its order.
EVERYBODY = "all"  # whom an index without industries asks
E_INVOICE = "e_invoice"  # the law whose answer registry.households knows


@dataclass(frozen=True)
class OptionAdvice:
    """One option of a choice as a thing to do: what a step is called, and how it is done."""

    id: str
    task: Mapping[str, str]
    do: Mapping[str, str]
    by_phone: "OptionAdvice | None" = None

    def told_to(self, firm: Firm) -> "OptionAdvice":
        """The same in words for whoever has phones only, where it has some."""
        return self.by_phone if self.by_phone and firm.has_phones_only else self

    @classmethod
    def of(cls, told: Mapping[str, Any]) -> "OptionAdvice":
        words = told.get("phone")
        by_phone = cls(told["id"], words["task"], words["do"]) if words else None
        return cls(told["id"], told["task"], told["do"], by_phone)


@dataclass(frozen=True)
class Law:
    """A rule that asks for the digital thing itself: what it asks, and of which decree it is."""

    say: Mapping[str, str]
    confidence: str


@dataclass(frozen=True)
class Duty:
    """What the law asks and no question of the index is about, told beside a plan.

    at: the industries it is asked of; empty: all. ways: it holds only where one of these
    does; empty: everywhere. household: of household businesses alone, or of all others;
    None: of everybody. sizes: of these size classes; empty: of all. above: the threshold of
    registry.households that its revenue is known to be above; empty: any revenue.
    """

    say: Mapping[str, str]
    confidence: str
    at: tuple[str, ...] = ()
    ways: frozenset[str] = frozenset()
    household: bool | None = None
    above: str = ""
    sizes: frozenset[str] = frozenset()


@dataclass(frozen=True)
class QuestionAdvice:
    """Of one level more of one question.

    serves: how much, 1 to 3, by purpose; what is not named is not served.
    ways: makes sense where one of these holds; empty: everywhere.
    cost: the least and the most in VND of the first year, by size class.
    floor: the level, as the index shows it, that a firm must have before anything else, by
    size class; none where it need have none. floor_where: by way the floor of whoever works
    so, where it is higher.
    law: where not empty the floor holds only for those of whom this law asks it; it is one
    of the document's laws.
    had: whoever works like this has it, or it is done for him: it is no step.
    people: it makes sense from so many people on. invoicing: fewer need it too, where the law
    asks them for e-invoices.
    enough: the level, as the index shows it, beyond which such a firm is advised no step, by
    the scales of indexes.advice.enough; nothing said, no limit.
    covers: tools that mostly come with it.
    job: what a tool helps with; empty: nobody says.
    options: of a choice those to take up first, in this order; empty: any.
    obvious: it comes to mind at once, so that a plan without it says why.
    early: where a plan has it, it begins early, whatever is wanted.
    """

    serves: Mapping[str, int]
    ways: frozenset[str]
    cost: Mapping[str, tuple[int, int]]
    floor: Mapping[str, int]
    law: str
    confidence: str
    floor_where: Mapping[str, int] = field(default_factory=dict)
    job: str = ""
    options: tuple[OptionAdvice, ...] = ()
    obvious: bool = False
    early: bool = False
    had: bool = False
    people: int = 0
    invoicing: bool = False
    enough: Mapping[str, int] = field(default_factory=dict)
    covers: tuple[str, ...] = ()


NOTHING = QuestionAdvice({}, frozenset(), {}, {}, "", "")


class Advice:
    """The advice beside one index, read only."""

    def __init__(self, document: dict) -> None:
        self._document = document

        self.index_id: str = document["index"]
        self.version: int = document["version"]
        self.confidence: str = document["confidence"]
        self.note: dict[str, str] = document["note"]
        self.ways: Mapping[str, dict[str, str]] = MappingProxyType(document["ways"])
        self.shares: tuple[int, ...] = tuple(document.get("shares", ()))
        # In the order in which lists of tools show them.
        self.jobs: tuple[str, ...] = tuple(document.get("jobs", ()))

    @cached_property
    def laws(self) -> Mapping[str, Law]:
        laws = {}
        for name, told in self._document.get("laws", {}).items():
            laws[name] = Law(told["say"], told.get("confidence", self.confidence))
        return MappingProxyType(laws)

    @cached_property
    def duties(self) -> tuple[Duty, ...]:
        duties = []
        for told in self._document.get("duties", ()):
            duty = Duty(
                say=told["say"],
                confidence=told.get("confidence", self.confidence),
                at=tuple(told.get("at", ())),
                ways=frozenset(told.get("ways", ())),
                household=told.get("household"),
                above=told.get("above", ""),
                sizes=frozenset(told.get("sizes", ())),
            )
            duties.append(duty)
        return tuple(duties)

    @cached_property
    def covered_by(self) -> Mapping[str, tuple[str, ...]]:
        """By tool the larger ones it mostly comes with."""
        covered: dict[str, list[str]] = {}
        for code, said in self._questions.items():
            for part in said.covers:
                covered.setdefault(part, []).append(code)
        return {part: tuple(codes) for part, codes in covered.items()}

    @cached_property
    def asked(self) -> Mapping[str, tuple[str, ...]]:
        """By variant the ways that its enterprises are asked about."""
        asked = {}
        for variant, ways in self._document["asked"].items():
            asked[variant] = tuple(ways)
        return MappingProxyType(asked)

    @cached_property
    def _questions(self) -> dict[str, QuestionAdvice]:
        questions = {}
        for code in self._document["questions"]:
            questions[code] = self._advice(code)
        return questions

    def question(self, code: str) -> QuestionAdvice:
        """An empty one where the document says nothing."""
        return self._questions.get(code, NOTHING)

    def asked_of(self, variant: str) -> tuple[str, ...]:
        return self.asked.get(variant or EVERYBODY, ())

    def job_name(self, job: str, variant: str) -> dict[str, str]:
        """As the industry itself calls it; an empty one of a job that has no name."""
        described = self._document.get("jobs", {}).get(job, {})
        usual = described.get("name", {})
        return described.get("at", {}).get(variant, usual)

    def _advice(self, code: str) -> QuestionAdvice:
        said = said_of(self._document, code)
        cost = {size: (low, high) for size, (low, high) in said.get("cost", {}).items()}
        return QuestionAdvice(
            serves=MappingProxyType(said.get("serves", {})),
            ways=frozenset(said.get("ways", ())),
            cost=MappingProxyType(cost),
            floor=MappingProxyType(by_size(said.get("floor", {}))),
            floor_where=MappingProxyType(said.get("floor_where", {})),
            law=said.get("law", ""),
            confidence=said.get("confidence", self.confidence),
            job=said.get("job", ""),
            obvious=said.get("obvious", False),
            early=said.get("early", False),
            had=said.get("had", False),
            people=said.get("people", 0),
            invoicing=said.get("invoicing", False),
            enough=MappingProxyType(said.get("enough", {})),
            covers=tuple(said.get("covers", ())),
            options=tuple(map(OptionAdvice.of, said.get("options", ()))),
        )


def by_size(floor: int | dict[str, int]) -> dict[str, int]:
    """One number is that of all sizes."""
    return floor if isinstance(floor, dict) else dict.fromkeys(SIZES, floor)


def said_of(document: dict, code: str) -> dict:
    """All that is said of a question: what its kind says, then its own words, which win."""
    own = own_words(document, code)
    kind = document["kinds"].get(own.get("kind"), {})
    return {**kind, **own}


def own_words(document: dict, code: str) -> dict:
    said = document["questions"][code]
    return {"kind": said} if isinstance(said, str) else said
