"""What the administration of indexes shows: differences of two documents, and a trial."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from indexes.admin.wording import KEYS, KINDS, LANGUAGE_NAMES, SECTIONS
from indexes.documents.comparison import Change, Part, Pieces, Place, Section
from indexes.index.model import Index
from indexes.index.questions import choosable, is_bare
from indexes.sheets.trial import Trial
from language.texts import in_language
from scoring.rules import NOT_APPLICABLE

Levels = Mapping[str, int | None]
MOST_QUESTIONS = (
    80  # that are shown at once: the choices of twice as many are thirty kilobytes
)


@dataclass(frozen=True)
class Row:
    key: str
    language: str
    name_of_language: str
    kind: str
    old: Pieces
    new: Pieces


def compare_page(sections: Sequence[Section]) -> list[dict]:
    return list(map(_section, sections))


def _section(section: Section) -> dict:
    return {
        "name": SECTIONS[section.name],
        "slug": section.name,
        "counts": list(_counts(section)),
        "parts": list(map(_part, section.parts)),
    }


def _counts(section: Section) -> Iterator[tuple]:
    for kind, words in KINDS.items():
        count = section.count(kind)
        if count:
            yield words, count


def _part(part: Part) -> dict:
    return {
        "name": KEYS.get(part.name, part.name),
        "title": in_language(part.title),
        "kind": part.kind,
        "words": KINDS[part.kind],
        "rows": list(map(_row, part.changes)),
    }


def _row(change: Change) -> Row:
    return Row(
        key=" · ".join(map(_key, change.key)),
        language=change.language,
        name_of_language=LANGUAGE_NAMES[change.language],
        kind=change.kind,
        old=change.old,
        new=change.new,
    )


def _key(key: str) -> str:
    """A key in words; an entry of a list by what it is called."""
    title = key.title if isinstance(key, Place) else {}
    return in_language(title) or str(KEYS.get(key, key))


def trial_page(
    index: Index,
    levels: Levels,
    trial: Trial | None,
    opened: str = "",
) -> dict:
    """The form with these levels chosen, and what they come to where they were tried.

    opened: the one pillar whose questions are shown, where there are many. The answers of the
    others go along unseen.
    """
    codes = [pillar["code"] for pillar in index.pillars]
    first = opened if opened in codes else codes[0]
    page = {
        "trial": trial,
        "pillars": [_pillar(index, pillar, levels, trial) for pillar in index.pillars],
        "shown": [first] if len(index.codes) > MOST_QUESTIONS else codes,
        "columns": ",".join(index.codes),
    }
    return page | _outcome(index, trial)


def _outcome(index: Index, trial: Trial | None) -> dict:
    if trial is None:
        return {"results": [], "total": None, "level": "", "bars": [], "missing": ""}
    return {
        "results": list(_results(index, trial)),
        "total": trial.total,
        "level": _level(index, trial.total.level),
        "bars": list(_bars(index, trial)),
        "missing": ", ".join(trial.missing),
    }


def _results(index: Index, trial: Trial) -> Iterator[tuple]:
    for share in trial.pillars:
        yield in_language(share.name), share, _level(index, share.level)


def _bars(index: Index, trial: Trial) -> Iterator[tuple]:
    for bar in trial.bars:
        yield _level(index, bar.level), _level(index, bar.pillar_level), bar


def _pillar(
    index: Index,
    pillar: dict,
    levels: Levels,
    trial: Trial | None,
) -> dict:
    parts = []
    for part in pillar["indicators"]:
        questions = _questions(index, part, levels, trial)
        parts.append({"name": in_language(part["name"]), "questions": questions})
    return {
        "code": pillar["code"],
        "name": in_language(pillar["name"]),
        "parts": parts,
    }


def _questions(
    index: Index,
    part: dict,
    levels: Levels,
    trial: Trial | None,
) -> list[dict]:
    questions = []
    for question in part["questions"]:
        # Free information changes no points, so there is nothing to try with it.
        if question["code"] in index.codes:
            questions.append(_question(index, question, levels, trial))
    return questions


def _question(
    index: Index,
    question: dict,
    levels: Levels,
    trial: Trial | None,
) -> dict:
    code = question["code"]
    level = levels.get(code)
    choices = list(_choices(index, question, level))
    is_dropped = level == NOT_APPLICABLE
    chosen = [number for number, _words, is_chosen in choices if is_chosen]
    return {
        "code": code,
        "name": in_language(question["name"]),
        "choices": choices,
        "may_drop": question.get("not_applicable", False),
        "is_dropped": is_dropped,
        "sent": "na" if is_dropped else next(iter(chosen), ""),
        "points": trial.points.get(code) if trial else None,
        "is_group": "stands_for" in question,
    }


def _choices(
    index: Index,
    question: dict,
    chosen: int | None,
) -> Iterator[tuple]:
    """What is sent, what it is called, whether it is chosen."""
    levels = set(choosable(question))
    # A pasted line may say a percent between two of those a person picks from.
    if chosen is not None and chosen >= 0:
        levels.add(chosen)
    for level in sorted(levels):
        shown = index.shown_level(question["code"], level)
        yield shown, _choice(question, shown, level), level == chosen


def _choice(question: dict, shown: int, level: int) -> str:
    text = in_language(question["anchors"][level])
    # The percent of a step is in its words, and its number says nothing.
    if "linear" in question or is_bare(question, level):
        return text
    return f"{shown} · {text}"


def _level(index: Index, level: int | None) -> str:
    if level is None:
        return _("not known yet")
    name = in_language(index.level_name(level))
    return _("%(number)s: %(name)s") % {"number": level, "name": name}
