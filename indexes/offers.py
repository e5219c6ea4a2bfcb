"""Which index an enterprise is offered, and why: by its size class and by the day.

It may choose another one.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from indexes.index.model import Index
from indexes.models import IndexVersion
from indexes.queries import answerable_versions
from language.texts import in_language


@dataclass(frozen=True)
class Offer:
    """reason: "size" (in force, for enterprises of this size), "open" (so, but of another size
    the enterprise may be as well), "other_size" (in force, for others: there is none for this
    size), "any" (in force, for all), "nothing_in_force", or "chosen" (by the enterprise itself).
    """

    version: IndexVersion
    index: Index
    reason: str
    effective: date


def open_indexes() -> list[IndexVersion]:
    """The newest published version of every answerable index, the newest decision first."""
    published = answerable_versions().filter(status=IndexVersion.Status.PUBLISHED)
    # A later row takes the place of an earlier one, so the highest version stays.
    newest = {version.index_id: version for version in published.order_by("version")}
    return sorted(newest.values(), key=_age, reverse=True)


def _age(version: IndexVersion) -> tuple:
    return effective_day(version.index), version.published_at


def index_names() -> dict[str, str]:
    """Short title of every index that anybody may have answered, by its id, for the reader."""
    versions = answerable_versions().order_by("version")
    newest = {version.index_id: version for version in versions}
    names = {}
    for index_id in sorted(newest, reverse=True):
        names[index_id] = in_language(newest[index_id].index.short_title)
    return names


def effective_day(index: Index) -> date:
    decision = index.head["decision"]
    return date.fromisoformat(decision.get("effective", decision["date"]))


def offer(
    versions: Sequence[IndexVersion],
    sizes: Sequence[str],
    today: date,
) -> Offer | None:
    """Of these, newest decision first, the one for this size class, rather in force than not.

    sizes: the classes the enterprise may be of, the one to go by first; none is unknown.
    """
    if not versions:
        return None
    size = sizes[0] if sizes else ""

    def suits(version: IndexVersion) -> tuple[bool, bool]:
        # Rather a superseded index for the right size than one in force for another.
        return _is_for(version.index, size), _is_in_force(version.index, today)

    best = max(versions, key=suits)  # the first of equals stays
    index = best.index
    return Offer(
        best,
        index,
        _reason(index, sizes, today),
        effective_day(index),
    )


def _reason(index: Index, sizes: Sequence[str], today: date) -> str:
    if not _is_in_force(index, today):
        return "nothing_in_force"
    if index.head["audience"] == "any":
        return "any"
    suiting = [size for size in sizes if _is_for(index, size)]
    if sizes and not suiting:
        return "other_size"
    return "size" if len(suiting) == len(sizes) else "open"


def usual_minutes(today: date) -> int | None:
    """How long the index takes that a small firm is offered; None where nothing is published."""
    usual = offer(open_indexes(), ["small"], today)
    return usual.index.minutes if usual else None


def cautions(index: Index, sizes: Sequence[str]) -> list[str]:
    """What an enterprise should know before it answers an index it chose itself.

    "superseded", and, going by the sizes it may be of, "other_size" where the index is for
    none of them, "open_size" where it is only for a larger one.
    """
    codes = []
    if index.head["status"] == "superseded":
        codes.append("superseded")
    # Of an unknown size nothing is said rather than something wrong.
    if sizes and not _is_for(index, sizes[0]):
        may_suit = any(_is_for(index, size) for size in sizes)
        codes.append("open_size" if may_suit else "other_size")
    return codes


def _is_for(index: Index, size: str) -> bool:
    audience = "large" if size == "large" else "sme"
    return index.head["audience"] in (audience, "any")


def _is_in_force(index: Index, today: date) -> bool:
    return index.head["status"] == "in_force" and effective_day(index) <= today
