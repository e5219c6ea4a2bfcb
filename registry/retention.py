"""How long what concerns persons is kept: fixtures/registry/retention.yaml.

The nightly work and the page about data both go by it.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from functools import cache

from registry.files import registry

Texts = Mapping[str, str]  # {vi, en}
OURS = "ours"


@dataclass(frozen=True)
class Rule:
    """days: how long after `after`; None where it lasts `as_long_as` something else does.

    warn_before: so many days before it goes a letter says so.
    """

    id: str
    what: Texts
    why: Texts
    law: str
    confidence: str
    days: int | None = None
    after: Texts | None = None
    does: Texts | None = None
    as_long_as: Texts | None = None
    warn_before: int | None = None

    @property
    def is_ours(self) -> bool:
        """Whether no law names the term."""
        return self.law == OURS


@cache
def retention_rules() -> dict[str, Rule]:
    rules = [Rule(**row) for row in registry("retention")["rules"]]
    return {rule.id: rule for rule in rules}


def kept_for(rule: str) -> timedelta:
    """Raises KeyError for a rule that is not there, TypeError for one without days."""
    return timedelta(days=retention_rules()[rule].days)
