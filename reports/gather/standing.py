"""What an enterprise has and lacks, told by its answers and by nothing else.

Every word is the index's own: names of questions, answers that were picked, options and
tools that were ticked. What an owner thinks of itself (self-ratings, barriers, goals) is no
thing to have or to lack. Missing is what the plan to the next level would raise, in its order;
what makes no sense for how it works, or costs too much, is not.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping
from decimal import Decimal
from operator import itemgetter

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from indexes.advice.prices import is_beyond
from indexes.index.model import Index
from indexes.index.options import counts_options, points_by_option
from language.formats import number
from reports.contents.answers import Criterion, Pillar
from reports.contents.standing import Said, Standing
from reports.gather.frozen import Frozen
from roadmap.errors import RoadmapError
from roadmap.planning.level_words import what_is_open
from roadmap.planning.plan import Planned
from roadmap.planning.position import Position, Target
from roadmap.planning.ways import way_to
from survey.answers.words import names_of

HALF = Decimal("0.5")
SHOWN = 4  # of what it has, of what it lacks, and names of tools in a row

Criteria = list[Criterion]


def standing_of(
    frozen: Frozen,
    position: Position,
    pillars: Iterable[Pillar],
    without: Collection[str] = (),
) -> Standing:
    """position: that of the enterprise, or the one that others may know.

    without: what the enterprise says is not for it.
    """
    judged = _Judged(frozen, position, pillars, without)
    has = list(judged.has())
    lacks = list(judged.lacks())
    return Standing(
        has=tuple(has[:SHOWN]),
        lacks=tuple(lacks[:SHOWN]),
        more_has=len(has[SHOWN:]),
        more_lacks=len(lacks[SHOWN:]),
    )


def tells_views(index: Index) -> set[str]:
    """Codes of the pillars that ask what the owner thinks, meets or wants."""
    codes = set()
    for pillar in index.pillars:
        if pillar.get("views"):
            codes.add(pillar["code"])
    return codes


def places_ahead(position: Position, without: Collection[str]) -> Mapping[str, int]:
    """By question its place in the plan to the next level; at the top what is needed first."""
    try:
        steps = way_to(position, Target(position.next_level), without).steps
    except RoadmapError:
        after = position.advised(without).with_floor(position.levels)
        steps = position.planned(position.raises(after, without))
    return {code: place for place, code in enumerate(codes_of(steps))}


def codes_of(steps: Iterable[Planned]) -> list[str]:
    """Each once, in the order of their first steps."""
    return list(dict.fromkeys(step.question for step in steps))


class _Judged:
    """The criteria of one result, each judged by its answer."""

    def __init__(
        self,
        frozen: Frozen,
        position: Position,
        pillars: Iterable[Pillar],
        without: Collection[str],
    ) -> None:
        self.frozen = frozen
        self.index = frozen.index
        self.advised = position.advised(without)
        self.ahead = places_ahead(position, without)
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
        """What is half there or more, most of its points first; tools in one line."""
        there = sorted(
            self._there(),
            key=_share,
            reverse=True,
        )
        tools, others = self._apart(there)
        if tools:
            names = _some_of(tools)
            yield Said(_("Tools in use"), names)

        for criterion in others:
            if not self._is_short(criterion):
                yield Said(criterion.name, self._what_is_there(criterion))

    def _there(self) -> Criteria:
        some = []
        for criterion in self.criteria:
            # What has taken points away is nothing to have.
            if criterion.level > 0 and criterion.points >= 0:
                some.append(criterion)
        # Where that is all there is, even a plan that is only thought of is told.
        return list(filter(self._is_there, some)) or some

    def _is_there(self, criterion: Criterion) -> bool:
        """A lower level may be as little as "thinking about it"; of options each is one."""
        if self._kind(criterion) in ("tool", "multiple"):
            return True
        return _share(criterion) >= HALF

    def _what_is_there(self, criterion: Criterion) -> str:
        """Of options those that earn something: what is only planned is not there."""
        answer = self.frozen.answers.get(criterion.code)
        if self._kind(criterion) != "multiple" or answer is None:
            return criterion.answer

        question = self.index.questions[criterion.code]
        if counts_options(question):
            return criterion.answer
        worth = points_by_option(question)
        earning = [option for option in answer.chosen if worth[option] > 0]
        return names_of(question, earning) or criterion.answer

    def lacks(self) -> Iterator[Said]:
        """What the plan raises, nearest first; then what else is not there at all."""
        wanting = list(filter(self._is_wanting, self.criteria))
        tools, others = self._apart(wanting)
        lines = []
        for criterion in others:
            missing = self._missing(criterion)
            said = Said(criterion.name, missing)
            lines.append((self._need(criterion), said))
        if tools:
            tools.sort(key=self._need)
            names = _some_of(tools)
            said = Said(_("Tools not in use"), names)
            lines.append((self._need(tools[0]), said))
        lines.sort(key=itemgetter(0))
        for _need, said in lines:
            yield said

    def _apart(self, criteria: Criteria) -> tuple[Criteria, Criteria]:
        """Tools, and whatever is no tool."""
        tools, others = [], []
        for criterion in criteria:
            if self._is_tool(criterion):
                tools.append(criterion)
            else:
                others.append(criterion)
        return tools, others

    def _is_wanting(self, criterion: Criterion) -> bool:
        """Tools are many, and most of them nothing for this firm: of them the plan alone tells."""
        code = criterion.code
        if code in self.ahead:
            is_low = criterion.level < self.advised.floor_of(code)
            # One option that is there leaves others open.
            is_choice = self._kind(criterion) in ("tool", "multiple")
            return is_low or is_choice or not self._is_there(criterion)
        if self._is_tool(criterion) or self.advised.applies(code) is False:
            return False
        return not criterion.level and not self._is_dear(code)

    def _is_dear(self, code: str) -> bool:
        return is_beyond(self.advised.of(code), self.advised.firm, None)

    def _is_short(self, criterion: Criterion) -> bool:
        """It is told among what is missing, by the same words."""
        if self._kind(criterion) == "multiple":
            return False
        return self._is_wanting(criterion)

    def _need(self, criterion: Criterion) -> tuple[int, Decimal]:
        """By its place in the plan; what has none by the most points. Smaller is needed more."""
        place = self.ahead.get(criterion.code, len(self.index.codes))
        return place, criterion.points - criterion.maximum

    def _missing(self, criterion: Criterion) -> str:
        """Of options, some of which are ticked, those that are not, or had better not be."""
        answer = self.frozen.answers.get(criterion.code)
        is_choice = self._kind(criterion) == "multiple"
        is_nothing = not criterion.level and not criterion.points
        if not is_choice or is_nothing or answer is None:
            return criterion.answer

        question = self.index.questions[criterion.code]
        return what_is_open(_("Not yet: %(names)s"), question, answer)

    def _is_tool(self, criterion: Criterion) -> bool:
        return self._kind(criterion) == "tool"

    def _kind(self, criterion: Criterion) -> str:
        question = self.index.questions[criterion.code]
        return question["kind"]


def _share(criterion: Criterion) -> Decimal:
    # Of what only takes points away all is there, or not all.
    if not criterion.maximum:
        return Decimal(criterion.points == 0)
    # Points are rounded: what differs by that alone keeps the order of the index.
    share = criterion.points / criterion.maximum
    return round(share, 2)


def _some_of(tools: Criteria) -> str:
    shown = [tool.name for tool in tools[:SHOWN]]
    names = ", ".join(shown)
    rest = len(tools[SHOWN:])
    if not rest:
        return names
    text = ngettext(
        "%(names)s and %(count)s more",
        "%(names)s and %(count)s more",
        rest,
    )
    return text % {
        "names": names,
        "count": number(rest),
    }
