"""What an enterprise has and lacks, told by its answers and by nothing else.

Every word is the index's own: names of questions, answers that were picked, options and
tools that were ticked. What an owner thinks of itself (self-ratings, barriers, goals) is no
thing to have or to lack, and what makes no sense for how it works is not missing.
"""

from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from operator import itemgetter

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from indexes.index.model import Index
from language.formats import number
from reports.contents.answers import Criterion, Pillar
from reports.contents.standing import Said, Standing
from reports.gather.frozen import Frozen
from roadmap.planning.level_words import options_left
from roadmap.planning.position import Position

SHOWN = 4  # of what it has, of what it lacks, and names of tools in a row


def standing_of(
    frozen: Frozen,
    position: Position,
    pillars: Iterable[Pillar],
) -> Standing:
    """position: that of the enterprise, or the one that others may know."""
    judged = _Judged(frozen, position, pillars)
    has = list(judged.has())
    lacks = list(judged.lacks())
    return Standing(
        has=tuple(has[:SHOWN]),
        lacks=tuple(lacks[:SHOWN]),
        more_has=max(0, len(has) - SHOWN),
        more_lacks=max(0, len(lacks) - SHOWN),
    )


def tells_views(index: Index) -> set[str]:
    """Codes of the pillars that ask what the owner thinks, meets or wants."""
    return {pillar["code"] for pillar in index.pillars if pillar.get("views")}


class _Judged:
    """The criteria of one result, each judged by its answer."""

    def __init__(
        self,
        frozen: Frozen,
        position: Position,
        pillars: Iterable[Pillar],
    ) -> None:
        self.frozen = frozen
        self.index = frozen.index
        self.advised = position.advised()
        self.criteria = list(self._telling(pillars))

    def _telling(self, pillars: Iterable[Pillar]) -> Iterator[Criterion]:
        """Criteria that tell of something there is or is not."""
        views = tells_views(self.index)
        for pillar in pillars:
            if pillar.code not in views:
                yield from filter(self._tells, pillar.criteria)

    def _tells(self, criterion: Criterion) -> bool:
        """Never a self-rating or an intention: nobody is advised to raise those."""
        if criterion.level is None:
            return False
        return self.index.step_facts(criterion.code).advised

    def has(self) -> Iterator[Said]:
        """What is more than nothing, most of its points first; tools in one line."""
        some = [part for part in self.criteria if part.level > 0]
        # Where that is all there is, even a plan that is only thought of is told.
        there = list(filter(self._is_there, some)) or some
        there.sort(key=_share, reverse=True)
        tools = list(filter(self._is_tool, there))
        if tools:
            yield Said(_("Tools in use"), _some_of(tools))

        for criterion in there:
            if criterion not in tools and not self._is_short(criterion):
                yield Said(criterion.name, criterion.answer)

    def _is_there(self, criterion: Criterion) -> bool:
        """The lower anchors of a `single` may be as little as "thinking about it"."""
        if self._kind(criterion) != "single":
            return True
        return 2 * criterion.points >= criterion.maximum

    def lacks(self) -> Iterator[Said]:
        """What is not there at all or short of the floor; the most needed first."""
        wanting = list(filter(self._is_wanting, self.criteria))
        tools = list(filter(self._is_tool, wanting))
        lines = []
        for criterion in wanting:
            if criterion not in tools:
                said = Said(criterion.name, self._missing(criterion))
                lines.append((self._need([criterion]), said))
        if tools:
            # One line for all of them, which together may be most of what is missing.
            needed = self._need(tools)
            tools.sort(key=self._most_useful)
            lines.append((needed, Said(_("Tools not in use"), _some_of(tools))))
        lines.sort(key=itemgetter(0))
        for _needed, said in lines:
            yield said

    def _is_wanting(self, criterion: Criterion) -> bool:
        if self.advised.applies(criterion.code) is False:
            return False
        floor = self.advised.floor_of(criterion.code)
        return criterion.level < max(1, floor)

    def _is_short(self, criterion: Criterion) -> bool:
        """It is told among what is missing, by the same words."""
        if self._kind(criterion) == "multiple":
            return False
        return self._is_wanting(criterion)

    def _need(self, criteria: Sequence[Criterion]) -> tuple:
        """What is below the floor comes first, then the most points; smaller is needed more."""
        is_above = all(map(self._is_above_floor, criteria))
        lost = sum(part.maximum - part.points for part in criteria)
        return is_above, -lost

    def _is_above_floor(self, criterion: Criterion) -> bool:
        return criterion.level >= self.advised.floor_of(criterion.code)

    def _most_useful(self, tool: Criterion) -> tuple:
        """Lists of tools have no order: what serves the owner's wants most, or else anybody's."""
        serves = self.advised.of(tool.code).serves
        wanted = sum(serves.get(want, 0) for want in self.advised.firm.wants)
        return *self._need([tool]), -wanted, -sum(serves.values())

    def _missing(self, criterion: Criterion) -> str:
        """Of options, some of which are ticked, those that are not."""
        answer = self.frozen.answers.get(criterion.code)
        is_choice = self._kind(criterion) == "multiple"
        if not is_choice or not criterion.level or answer is None:
            return criterion.answer

        question = self.index.questions[criterion.code]
        names = options_left(question, answer)
        return _("Not yet: %(names)s") % {"names": names}

    def _is_tool(self, criterion: Criterion) -> bool:
        return self._kind(criterion) == "tool"

    def _kind(self, criterion: Criterion) -> str:
        return self.index.questions[criterion.code]["kind"]


def _share(criterion: Criterion) -> Decimal:
    # Of what only takes points away all is there, or not all.
    if not criterion.maximum:
        return Decimal(criterion.points == 0)
    # Points are rounded: what differs by that alone keeps the order of the index.
    return round(criterion.points / criterion.maximum, 2)


def _some_of(tools: Sequence[Criterion]) -> str:
    names = ", ".join(tool.name for tool in tools[:SHOWN])
    rest = len(tools) - SHOWN
    if rest <= 0:
        return names
    text = ngettext(
        "%(names)s and %(count)s more",
        "%(names)s and %(count)s more",
        rest,
    )
    return text % {"names": names, "count": number(rest)}
