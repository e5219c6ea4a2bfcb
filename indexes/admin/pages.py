"""What the administration of indexes shows, in words: differences of two documents, and a trial."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from indexes.documents.comparison import (
    ADDED,
    CHANGED,
    REMOVED,
    Change,
    Part,
    Place,
    Section,
)
from indexes.index.model import Index
from indexes.trial import Trial
from language.texts import in_language
from scoring.rules import NOT_APPLICABLE

SECTIONS = {
    "meta": gettext_lazy("About the index"),
    "levels": gettext_lazy("Levels"),
    "rules": gettext_lazy("Rules"),
    "bands": gettext_lazy("Bands of shares"),
    "figures": gettext_lazy("Figures of the round"),
    "pillars": gettext_lazy("Pillars, indicators and industries"),
    "questions": gettext_lazy("Questions"),
    "checks": gettext_lazy("Contradiction checks"),
}
KINDS = {
    ADDED: gettext_lazy("added"),
    REMOVED: gettext_lazy("taken out"),
    CHANGED: gettext_lazy("changed"),
}
KEYS = {
    "ask": gettext_lazy("Question"),
    "name": gettext_lazy("Name"),
    "what": gettext_lazy("What it is"),
    "points": gettext_lazy("Points"),
    "kind": gettext_lazy("Kind"),
    "help": gettext_lazy("Help"),
    "note": gettext_lazy("Note"),
    "why": gettext_lazy("Why"),
    "confidence": gettext_lazy("How sure"),
    "anchors": gettext_lazy("Level"),
    "options": gettext_lazy("Option"),
    "meaning": gettext_lazy("Meaning"),
    "gates": gettext_lazy("Gate"),
    "bands": gettext_lazy("Band"),
    "asked_in": gettext_lazy("Asked in"),
    "title": gettext_lazy("Title"),
    "version": gettext_lazy("Version"),
    "index": gettext_lazy("Index"),
    "confidence_words": gettext_lazy("Confidence words"),
    "overall_level": gettext_lazy("Overall level"),
    "pillar_level": gettext_lazy("Level of a pillar"),
    "pillars_at_least": gettext_lazy("Pillars needed"),
    "total_above": gettext_lazy("Total above"),
    "total": gettext_lazy("Total"),
    "otherwise": gettext_lazy("Otherwise"),
    "not_applicable": gettext_lazy("Does not apply"),
    "weight": gettext_lazy("Weight"),
    "effort": gettext_lazy("Effort"),
    "months": gettext_lazy("Months"),
    "above": gettext_lazy("above"),
    "at_least": gettext_lazy("at least"),
    "up_to": gettext_lazy("up to"),
    "cuts": gettext_lazy("Cuts"),
    "minutes": gettext_lazy("Minutes"),
    "status": gettext_lazy("Status"),
    "doing": gettext_lazy("Work on it"),
    "code": gettext_lazy("Code"),
    "cost": gettext_lazy("Cost"),
    "group_question": gettext_lazy("Question on the group"),
    "counts": gettext_lazy("What counts"),
    "where": gettext_lazy("Where to find it"),
    "proof": gettext_lazy("An example of proof"),
    "proof_kinds": gettext_lazy("Kinds of proof"),
    "ours": gettext_lazy("Our own"),
    "after": gettext_lazy("After"),
    "builds_on": gettext_lazy("Builds on"),
    "when": gettext_lazy("When"),
    "all": gettext_lazy("All of these"),
    "any": gettext_lazy("Any of these"),
    "who": gettext_lazy("Who does it"),
    "support": gettext_lazy("Support"),
    "question": gettext_lazy("Question"),
    "questions": gettext_lazy("Questions"),
    "say": gettext_lazy("What is said"),
    "id": gettext_lazy("Id"),
    "group": gettext_lazy("Group"),
    "numerator": gettext_lazy("The part"),
    "denominator": gettext_lazy("The whole"),
    "figure": gettext_lazy("Figure"),
    "at_most": gettext_lazy("at most"),
    "below": gettext_lazy("below"),
    "equals": gettext_lazy("equal to"),
    "state": gettext_lazy("State"),
    "maximum": gettext_lazy("Maximum"),
    "unit": gettext_lazy("Unit"),
    "level": gettext_lazy("Level"),
    "other_readings": gettext_lazy("Another reading"),
    "vsic": gettext_lazy("Sections of VSIC"),
    "tools": gettext_lazy("Tools"),
    "sources": gettext_lazy("Source"),
    "assesses": gettext_lazy("What it assesses"),
    "decision": gettext_lazy("Decision"),
    "issuer": gettext_lazy("Issued by"),
    "date": gettext_lazy("Date"),
    "number": gettext_lazy("Number of the decision"),
    "parts": gettext_lazy("Part of the total"),
    "pillars": gettext_lazy("Pillars"),
    "split": gettext_lazy("How it is split"),
    "allow_other": gettext_lazy("Own words allowed"),
    "advised": gettext_lazy("Advised"),
    "advised_up_to": gettext_lazy("Advised up to level"),
    "short_title": gettext_lazy("Short title"),
    "rule": gettext_lazy("Rule"),
    "from_profile": gettext_lazy("From the profile"),
    "exclusive": gettext_lazy("Excludes all others"),
    "scored": gettext_lazy("Counts"),
    "use": gettext_lazy("Used for"),
    "cap": gettext_lazy("At most in all"),
    "show_if": gettext_lazy("Asked if"),
    "basis": gettext_lazy("Measured by"),
    "allowed": gettext_lazy("Allowed"),
    "audience": gettext_lazy("For whom"),
    "languages": gettext_lazy("Languages"),
    "by_variant": gettext_lazy("Differs by industry"),
}
LANGUAGE_NAMES = {"vi": "Tiếng Việt", "en": "English", "": ""}


@dataclass(frozen=True)
class Row:
    key: str
    language: str
    name_of_language: str
    kind: str
    old: tuple
    new: tuple


def compare_page(sections: Sequence[Section]) -> list[dict]:
    return [
        {
            "name": SECTIONS[section.name],
            "slug": section.name,
            "counts": [
                (KINDS[kind], section.count(kind))
                for kind in KINDS
                if section.count(kind)
            ],
            "parts": [_part(part) for part in section.parts],
        }
        for section in sections
    ]


def _part(part: Part) -> dict:
    return {
        "name": KEYS.get(part.name, part.name),
        "title": in_language(part.title),
        "kind": part.kind,
        "words": KINDS[part.kind],
        "rows": [_row(change) for change in part.changes],
    }


def _row(change: Change) -> Row:
    named = " · ".join(map(_key, change.key))
    return Row(
        named,
        change.language,
        LANGUAGE_NAMES[change.language],
        change.kind,
        change.old,
        change.new,
    )


def _key(key: str) -> str:
    """A key in words; an entry of a list by what it is called."""
    title = key.title if isinstance(key, Place) else {}
    return in_language(title) or str(KEYS.get(key, key))


def trial_page(
    index: Index, levels: Mapping[str, int | None], trial: Trial | None
) -> dict:
    return {
        "trial": trial,
        "pillars": [
            {
                "name": in_language(pillar["name"]),
                "parts": [
                    {
                        "name": in_language(part["name"]),
                        "questions": _questions(index, part, levels, trial),
                    }
                    for part in pillar["indicators"]
                ],
            }
            for pillar in index.pillars
        ],
        "results": _results(index, trial) if trial else [],
        "total": trial.total if trial else None,
        "level": _level(index, trial.total.level) if trial else "",
        "bars": [
            (_level(index, bar.level), _level(index, bar.pillar_level), bar)
            for bar in trial.bars
        ]
        if trial
        else [],
        "missing": ", ".join(trial.missing) if trial else "",
        "columns": ",".join(index.codes),
    }


def _questions(
    index: Index, part: dict, levels: Mapping[str, int | None], trial: Trial | None
) -> list[dict]:
    found = []
    for question in part["questions"]:
        code = question["code"]
        if code not in index.codes:
            continue
        standing = levels.get(code)
        choices = [
            (index.shown_level(code, n), in_language(a), n == standing)
            for n, a in enumerate(question["anchors"])
        ]
        found.append(
            {
                "code": code,
                "name": in_language(question["name"]),
                "choices": choices,
                "may_drop": question.get("not_applicable", False),
                "is_dropped": standing == NOT_APPLICABLE,
                "points": trial.points.get(code) if trial else None,
                "is_group": "stands_for" in question,
            }
        )
    return found


def _results(index: Index, trial: Trial) -> list[tuple]:
    return [
        (in_language(share.name), share, _level(index, share.level))
        for share in trial.pillars
    ]


def _level(index: Index, level: int | None) -> str:
    if level is None:
        return _("not known yet")
    return _("%(number)s: %(name)s") % {
        "number": level,
        "name": in_language(index.level_name(level)),
    }
