"""Which index an enterprise is offered, and why: by its size class and by the day. It may choose another one."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from indexes.index.model import Index
from indexes.models import IndexVersion
from indexes.queries import answerable_versions
from language.texts import in_language


@dataclass(frozen=True)
class Offer:
    """reason: "size" (in force, for enterprises of this size), "any" (in force, for all), "nothing_in_force", or
    "chosen" (by the enterprise itself).
    """

    version: IndexVersion
    index: Index
    reason: str
    effective: date


def open_indexes() -> list[IndexVersion]:
    """The newest published version of every index that can be answered, the newest decision first."""
    versions = (
        answerable_versions()
        .filter(status=IndexVersion.Status.PUBLISHED)
        .order_by("version")
    )
    newest = {version.index_id: version for version in versions}
    return sorted(
        newest.values(),
        key=lambda one: (effective_day(one.index), one.published_at),
        reverse=True,
    )


def index_names() -> dict[str, str]:
    """Short title of every index that anybody may have answered, by its id, in the reader's language."""
    newest = {
        version.index_id: version
        for version in answerable_versions().order_by("version")
    }
    return {
        index_id: in_language(version.index.short_title)
        for index_id, version in sorted(newest.items(), reverse=True)
    }


def effective_day(index: Index) -> date:
    decision = index.head["decision"]
    return date.fromisoformat(decision.get("effective", decision["date"]))


def offer(versions: Sequence[IndexVersion], size: str, today: date) -> Offer | None:
    """Of these, newest decision first, the one for this size class; what is in force goes before what was."""
    if not versions:
        return None
    wanted = "large" if size == "large" else "sme"

    def suits(version: IndexVersion) -> tuple[bool, bool]:
        return _in_force(version.index, today), version.index.head["audience"] in (
            wanted,
            "any",
        )

    # Rather a superseded index for the right size than one in force for another; the first of equals stays.
    best = max(versions, key=lambda version: (suits(version)[1], suits(version)[0]))
    index = best.index
    in_force, _ = suits(best)
    reason = (
        "nothing_in_force"
        if not in_force
        else "any"
        if index.head["audience"] == "any"
        else "size"
    )
    return Offer(best, index, reason, effective_day(index))


def usual_minutes(today: date) -> int | None:
    """How long the index takes that a small firm is offered; None where nothing is published."""
    found = offer(open_indexes(), "small", today)
    return found.index.minutes if found else None


def cautions(index: Index, size: str) -> list[str]:
    """What an enterprise of this size should know before it answers an index it chose: "superseded", "other_size"."""
    found = ["superseded"] if index.head["status"] == "superseded" else []
    suited = "large" if size == "large" else "sme"
    return found + (
        ["other_size"] if size and index.head["audience"] not in (suited, "any") else []
    )


def _in_force(index: Index, today: date) -> bool:
    return index.head["status"] == "in_force" and effective_day(index) <= today
