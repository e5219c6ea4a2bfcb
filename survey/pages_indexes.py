"""What the administration of indexes shows, in words: differences of two documents, and a trial."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from scoring.rubric import NOT_APPLICABLE
from survey.index import Index
from survey.index_compare import ADDED, CHANGED, REMOVED, Change, Part, Section
from survey.index_trial import Trial
from survey.wording import in_language

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
KINDS = {ADDED: gettext_lazy("added"), REMOVED: gettext_lazy("taken out"), CHANGED: gettext_lazy("changed")}
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
            "counts": [(KINDS[kind], section.count(kind)) for kind in KINDS if section.count(kind)],
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
    named = [str(KEYS.get(key, key)) for key in change.key]
    return Row(
        " · ".join(named), change.language, LANGUAGE_NAMES[change.language], change.kind, change.old, change.new
    )


def trial_page(index: Index, levels: Mapping[str, int | None], trial: Trial | None) -> dict:
    return {
        "trial": trial,
        "pillars": [
            {
                "name": in_language(pillar["name"]),
                "parts": [
                    {"name": in_language(part["name"]), "questions": _questions(index, part, levels, trial)}
                    for part in pillar["indicators"]
                ],
            }
            for pillar in index.pillars
        ],
        "results": _results(index, trial) if trial else [],
        "total": trial.total if trial else None,
        "level": _level(index, trial.total.level) if trial else "",
        "bars": [(_level(index, bar.level), _level(index, bar.pillar_level), bar) for bar in trial.bars]
        if trial
        else [],
        "missing": ", ".join(trial.missing) if trial else "",
        "columns": ",".join(index.codes),
    }


def _questions(index: Index, part: dict, levels: Mapping[str, int | None], trial: Trial | None) -> list[dict]:
    found = []
    for question in part["questions"]:
        code = question["code"]
        if code not in index.codes:
            continue
        standing = levels.get(code)
        choices = [
            (index.shown_level(code, n), in_language(a), n == standing) for n, a in enumerate(question["anchors"])
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
    return [(in_language(share.name), share, _level(index, share.level)) for share in trial.pillars]


def _level(index: Index, level: int | None) -> str:
    if level is None:
        return _("not known yet")
    return _("%(number)s: %(name)s") % {"number": level, "name": in_language(index.level_name(level))}
