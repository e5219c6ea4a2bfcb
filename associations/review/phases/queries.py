"""The phases that there are: fixtures/review, read once per process."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType

from django.conf import settings

from accounts.access.actions import Action
from registry.files import read_yaml
from scoring.grade import ATTACHED, CHECKED, REVIEWER_CHECKED

Texts = Mapping[str, str]  # {vi, en}


@dataclass(frozen=True)
class Phase:
    """key: as reviews keep it. within, answered_in: working days of the appeal."""

    key: str
    name: Texts
    about: Texts
    who: str
    reviewers: int
    looks_at: str
    grade: str
    is_blind: bool
    others: str
    appeal: str
    within: int
    answered_in: int

    @property
    def is_appeal(self) -> bool:
        return self.key == self.appeal

    @property
    def action(self) -> Action:
        """What whoever looks must be allowed to do."""
        return Action.MANAGE if self.who == "manager" else Action.REVIEW

    @property
    def proof(self) -> int:
        """How far an answer is proved that was accepted, for `scoring.grade`."""
        return CHECKED if self.grade == REVIEWER_CHECKED else ATTACHED


@cache
def phases() -> Mapping[str, Phase]:
    """By key, in the order of their files."""
    found = {}
    for path in sorted((settings.FIXTURES_DIR / "review").glob("*.yaml")):
        for phase in _phases_of(read_yaml(path)):
            found[phase.key] = phase
    return MappingProxyType(found)


def first_phases() -> list[Phase]:
    """Those that a review can begin with."""
    return [phase for phase in phases().values() if not phase.is_appeal]


def _phases_of(procedure: dict) -> list[Phase]:
    name, appeal = procedure["id"], procedure["appeal"]
    terms = {
        "appeal": f"{name}.{appeal['phase']}",
        "within": appeal["within"],
        "answered_in": appeal["answered_in"],
    }
    made = []
    for row in procedure["phases"]:
        own = {key: value for key, value in row.items() if key != "id"}
        made.append(Phase(key=f"{name}.{row['id']}", **own, **terms))
    return made
