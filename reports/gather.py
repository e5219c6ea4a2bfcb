"""From a frozen result to what a report says, in the active language, with a constant number of queries."""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from functools import lru_cache
from struct import unpack

from django.conf import settings
from django.urls import reverse
from django.utils.formats import number_format
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from accounts.access import Scope
from accounts.areas import area
from accounts.sizes import size_names
from reports.contents import (
    Assumption,
    Contents,
    Criterion,
    Distance,
    Indicator,
    Level,
    NearPillar,
    Pillar,
    Round,
    Rung,
    Source,
    Step,
    Suggestion,
    cut,
)
from reports.grades import grades_of, proofs_by_code
from reports.readings import other_readings
from scoring.distance import distance_to_next
from scoring.evaluate import Outcome
from scoring.percent import percent_of, rounded, rounded_points
from scoring.rubric import least_by_band
from survey.cards import names_of
from survey.given import denominator_of
from survey.index import Index, index_of_result
from survey.models import Answer, Result
from survey.queries import answers_of, figures_of, results_of_enterprise
from survey.wording import SECTORS

SMALLEST = Decimal("0.01")
FEW = 3  # strengths, gaps, first steps


def contents_of(result: Result, *, scope: Scope, suggestions: Iterable[Suggestion] = ()) -> Contents:
    """Everything a report on `result` says, cut down to what the visitor may see."""
    gathered = _Gathering(result)
    return cut(gathered.contents(scope, tuple(suggestions)), scope)


class _Gathering:
    """The result beside its index, read once; each method makes one part of the contents."""

    def __init__(self, result: Result) -> None:
        self.result = result
        self.index: Index = index_of_result(result)
        self.language = (get_language() or settings.LANGUAGE_CODE)[:2]
        self.levels = memoryview(bytes(result.levels)).cast("b").tolist()
        self.units = unpack(f"<{len(self.index.codes)}h", bytes(result.points))
        self.answers: dict[str, Answer] = answers_of(result.assessment)
        self.figures = figures_of(result.assessment)
        self.proofs = proofs_by_code(result, self.index)
        self.grade, self.grades = grades_of(result, self.index, self.units, self.proofs)

    def contents(self, scope: Scope, suggestions: tuple[Suggestion, ...]) -> Contents:
        result, organisation = self.result, self.result.organisation
        pillars = tuple(self._pillar(position) for position in range(len(self.index.pillars)))
        strengths, gaps = ranked(indicator for pillar in pillars for indicator in pillar.indicators)
        return Contents(
            scope=scope,
            language=self.language,
            public_id=str(result.public_id),
            name=result.enterprise_name,
            is_fictional=organisation.is_fictional,
            at=result.answered_at,
            round=result.assessment.round,
            sector=str(SECTORS.get(result.sector, "")),
            area=self._text(unit.name) if (unit := area(result.area)) else "",
            size=self._text(size_names().get(result.size)),
            level=self._level(result.level),
            total=result.total_points,
            maximum=result.maximum_points,
            percent=_percent(result.total, result.maximum),
            answered=result.answered,
            grade=self.grade,
            verification_code=result.verification_code,
            verify_url=settings.SITE_URL.rstrip("/") + reverse("reports:verify", args=[result.verification_code]),
            source=self._source(),
            ladder=self._ladder(),
            cuts=tuple(float(band.cut * 100) for band in self.index.rubric.bands if band.cut is not None),
            pillars=pillars,
            strengths=strengths,
            gaps=gaps,
            distance=self._distance(),
            steps=tuple(step for gap in gaps for step in raises(gap)),
            history=self._history() if scope is Scope.OWN else (),
            suggestions=suggestions,
            **other_readings(result),
        )

    def _text(self, texts: dict[str, str] | None) -> str:
        if not texts:
            return ""
        return texts.get(self.language) or texts["vi"]

    def _points(self, units: int, pillar: int) -> Decimal:
        """Points as they count in the total: where pillars weigh, a point of one may be more than of another."""
        points = units * self.index.scale(pillar, self.result.pillar_maxima[pillar]) / self.result.unit
        return rounded_points(points.numerator, points.denominator)

    def _level(self, number: int | None) -> Level | None:
        if number is None:
            return None
        row = next(row for row in self.index.levels if row["level"] == number)
        return Level(number, self._text(row["name"]), self._text(row["meaning"]))

    def _pillar(self, position: int) -> Pillar:
        pillar, result = self.index.pillars[position], self.result
        level, maximum = result.pillar_levels[position], result.pillar_maxima[position]
        points = result.pillar_points[position]
        bands = self.index.rubric.bands
        to_next = None
        if level is not None and level < bands[-1].level:
            to_next = self._points(least_by_band(bands, maximum)[level - bands[0].level] - points, position)
        return Pillar(
            code=pillar["code"],
            name=self._text(pillar["name"]),
            why=self._text(pillar.get("why")),
            points=self._points(points, position),
            maximum=self._points(maximum, position),
            percent=_percent(points, maximum),
            level=self._level(level),
            next_level=None if to_next is None else self._level(level + 1),
            to_next=to_next,
            indicators=tuple(self._indicator(position, part) for part in pillar["indicators"]),
            grade=self.grades[position],
        )

    def _counted(self, part: dict) -> list[int]:
        """Positions of the questions of an indicator that counted: its group, or its criteria."""
        positions = [
            position
            for position, code in enumerate(self.index.codes)
            if self.index.questions[code]["indicator"] == part["code"]
        ]
        groups = [position for position in positions if self.index.codes[position] in self.index.groups]
        criteria = [position for position in positions if position not in groups]
        by_criteria = any(self.levels[position] >= 0 for position in criteria)
        return criteria if by_criteria or not groups else groups

    def _indicator(self, pillar: int, part: dict) -> Indicator:
        positions = self._counted(part)
        applicable = [position for position in positions if self.levels[position] >= 0]
        points = sum(self.units[position] for position in applicable)
        maximum = sum(self.index.rubric.questions[position].maximum for position in applicable)
        return Indicator(
            code=part["code"],
            name=self._text(part["name"]),
            pillar=self._text(self.index.pillars[pillar]["name"]),
            points=self._points(points, pillar),
            maximum=self._points(maximum, pillar),
            percent=_percent(points, maximum),
            criteria=tuple(self._criterion(position, pillar) for position in positions),
        )

    def _criterion(self, position: int, pillar: int) -> Criterion:
        code = self.index.codes[position]
        question, worth = self.index.questions[code], self.index.rubric.questions[position].points
        level = self.levels[position] if self.levels[position] >= 0 else None
        higher = level is not None and level + 1 < len(worth)
        is_level = level is not None and question["kind"] in ("level", "ratio", "count")
        return Criterion(
            code=code,
            name=self._text(question["name"]),
            ask=self._text(question["ask"]),
            indicator=question["indicator"],
            level=level,
            mark=str(self.index.shown_level(code, level)) if is_level else "",
            answer=_("Does not apply") if level is None else self._answer(question, level),
            given=self._given(question),
            proof=self.proofs[code],
            points=None if level is None else self._points(self.units[position], pillar),
            maximum=self._points(worth[-1], pillar),
            next_answer=self._next_answer(question, level + 1) if higher else "",
            gain=self._points(worth[level + 1] - worth[level], pillar) if higher else Decimal(0),
            is_advised=level is not None and self.index.step_facts(code).advises(level),
        )

    def _answer(self, question: dict, level: int) -> str:
        """The picked anchor; of a choice of options the chosen ones, where the answers are still at hand."""
        answer = self.answers.get(question["code"])
        if question["kind"] == "multiple" and answer is not None and answer.chosen:
            return names_of(question, answer.chosen)
        return self._text(question["anchors"][level])

    def _next_answer(self, question: dict, level: int) -> str:
        answer = self.answers.get(question["code"])
        if question["kind"] != "multiple" or answer is None:
            return self._text(question["anchors"][level])
        left = [
            option["id"]
            for option in question["options"]
            if option["id"] not in answer.chosen and not option.get("exclusive")
        ]
        return _("One more of these: %(names)s") % {"names": names_of(question, left)}

    def _given(self, question: dict) -> str:
        """The owner's own numbers, where it gave some."""
        answer = self.answers.get(question["code"])
        if answer is None:
            return ""
        if question["kind"] == "count" and answer.count is not None:
            return number_format(answer.count, force_grouping=True)
        if question["kind"] != "ratio" or answer.numerator is None:
            return ""
        whole = denominator_of(question, answer.denominator, self.figures)
        return f"{_plain(answer.numerator)} / {_plain(whole)}" if whole is not None else _plain(answer.numerator)

    def _ladder(self) -> tuple[Rung, ...]:
        rubric = self.index.rubric
        rules = {rule.level: rule for rule in rubric.rules}
        rungs = []
        for row in sorted(self.index.levels, key=lambda row: row["level"]):
            level, rule = self._level(row["level"]), rules.get(row["level"])
            if rule is None:
                rungs.append(Rung(level, None, 0, 0))
                continue
            points = rule.share * rubric.maximum / rubric.total_unit
            above = rounded_points(points.numerator, points.denominator)
            rungs.append(Rung(level, above, rule.pillars_at_least, rule.pillar_level, rule.strictly))
        return tuple(rungs)

    def _distance(self) -> Distance | None:
        found = distance_to_next(self.index.rubric, self._outcome())
        if found is None:
            return None
        result = self.result
        nearest = tuple(
            NearPillar(
                self._text(self.index.pillars[gap.pillar]["name"]),
                self._level(result.pillar_levels[gap.pillar]),
                self._points(gap.points, gap.pillar),
            )
            for gap in found.nearest_pillars
        )
        return Distance(
            self._level(found.target),
            self._needed(found.points_needed),
            found.pillars_needed,
            found.pillar_level,
            nearest,
        )

    def _needed(self, units: int) -> Decimal:
        """Points still needed; what rounds to nothing is told as the smallest step that is shown."""
        return max(rounded_points(units, self.result.total_unit), SMALLEST) if units else Decimal(0)

    def _outcome(self) -> Outcome:
        """The frozen numbers, not a fresh evaluation: a later engine must not change what an old report says."""
        result = self.result
        return Outcome(
            points=tuple(units if units >= 0 else None for units in self.units),
            answered=result.answered,
            applicable=sum(level >= -1 for level in self.levels),
            total=result.total,
            maximum=result.maximum,
            percent=percent_of(result.total, result.maximum) if result.maximum else None,
            pillar_points=tuple(result.pillar_points),
            pillar_maxima=tuple(result.pillar_maxima),
            pillar_levels=tuple(result.pillar_levels),
            level=result.level,
        )

    def _history(self) -> tuple[Round, ...]:
        """One result per round under the same index, oldest first."""
        newest: dict[int, Result] = {}
        for past in results_of_enterprise(self.result.organisation):
            if past.index_version.index_id == self.index.id:
                newest.setdefault(past.assessment_id, past)
        newest[self.result.assessment_id] = self.result  # the page is about this reading, be there a newer one
        return tuple(
            Round(
                past.assessment.round,
                past.answered_at,
                _percent(past.total, past.maximum),
                past.total_points,
                past.maximum_points,
                self._level(past.level),
                str(past.public_id),
            )
            for past in reversed(newest.values())
        )

    def _source(self) -> Source:
        head, scoring = self.index.head, self.index.scoring
        decision = head.get("decision", {})
        on = decision.get("date")
        notes = [
            part["note"]
            for part in (
                scoring["points"],
                scoring.get("total"),
                scoring["pillar_level"],
                scoring["overall_level"],
                scoring["overall_level"].get("otherwise", {}),
                *self.index.bands.values(),
            )
            if isinstance(part, dict) and "note" in part
        ]
        counts = confidence_counts(self.index)
        return Source(
            index_id=self.index.id,
            rules_url=settings.SITE_URL.rstrip("/") + reverse("survey:index", args=[self.index.id]),
            tools=sum(len(codes) for codes in self.index.tools.values()),
            title=self._text(self.index.title),
            short_title=self._text(self.index.short_title),
            variant=self._text(self.index.variant_name(self.index.variant)),
            version=self.index.version,
            decision=decision.get("number", ""),
            decided_on=date.fromisoformat(str(on)) if on else None,
            issuer=self._text(decision.get("issuer")),
            superseded_by=tuple(head.get("superseded_by", ())),
            note=self._text(head.get("note")),
            rule_notes=tuple(self._text(note) for note in notes),
            assumptions=tuple(
                Assumption(word, self._text(self.index.confidence_words[word]), counts[word])
                for word in self.index.confidence_words
                if counts.get(word)
            ),
            engine_version=self.result.engine_version,
        )


def ranked(indicators: Iterable[Indicator]) -> tuple[tuple[Indicator, ...], tuple[Indicator, ...]]:
    """The three strongest and the three weakest; no gap is full, strong is half or above every gap."""
    known = [part for part in indicators if part.percent is not None]
    few = min(FEW, len(known) // 2)
    strengths = sorted(known, key=lambda part: -part.percent)[:few]
    rest = [part for part in known if part not in strengths]
    gaps = sorted(rest, key=lambda part: part.percent)[:FEW]
    gaps = [part for part in gaps if part.percent < 100]
    least = min(50, max((part.percent for part in gaps), default=0))
    return tuple(part for part in strengths if part.percent > least or part.percent >= 50), tuple(gaps)


def raises(gap: Indicator) -> list[Step]:
    """The three cheapest raises of a gap: most points for one level, then the lowest level first.

    What the index does not advise is left out: to judge oneself higher, to intend more.
    """
    open_criteria = [criterion for criterion in gap.criteria if criterion.next_answer and criterion.is_advised]
    best = sorted(open_criteria, key=lambda criterion: (-criterion.gain, criterion.level))[:FEW]
    return [
        Step(
            code=criterion.code,
            name=criterion.name,
            pillar=gap.pillar,
            indicator=gap.name,
            level=criterion.level,
            now=criterion.answer,
            then=criterion.next_answer,
            gain=criterion.gain,
        )
        for criterion in best
    ]


def _percent(part: int, whole: int) -> Decimal | None:
    return rounded(percent_of(part, whole)) if whole else None


def _plain(value: Decimal) -> str:
    return number_format(value, decimal_pos=0 if value == value // 1 else 2, force_grouping=True)


@lru_cache(maxsize=64)
def confidence_counts(index: Index) -> dict[str, int]:
    """How many rules and texts of an index carry each confidence word."""
    counts: dict[str, int] = {}
    _count_words([index.scoring, index.pillars, index.bands], counts)
    return counts


def _count_words(part: object, counts: dict[str, int]) -> None:
    if isinstance(part, list):
        for item in part:
            _count_words(item, counts)
    elif isinstance(part, dict):
        words = part.get("confidence", {})
        for word in words.values() if isinstance(words, dict) else [words]:
            counts[word] = counts.get(word, 0) + 1
        for key, value in part.items():
            if key != "confidence":
                _count_words(value, counts)
