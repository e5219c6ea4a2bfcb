"""What the review of a round lists: questions still open, and what was answered, each with the way to its place."""

from collections import Counter
from collections.abc import Iterable, Mapping

from django.urls import reverse
from django.utils.translation import gettext as _

from indexes.index.model import Index
from language.texts import in_language, language
from survey.answers.progress import Progress, counted_levels, missing
from survey.answers.values import CLEARED
from survey.answers.words import answer_text
from survey.models import Answer, Assessment
from survey.questionnaire.cards import face_of


def link_to(assessment: Assessment, code: str) -> dict:
    """One question, or a list of tools, as a link to its place."""
    index = assessment.index
    first = index.tools.get(code, (code,))[0]
    address = reverse(
        "survey:step", args=[assessment.public_id, index.page_of(first).slug]
    )
    is_list = code in index.tools
    return {
        "code": code,
        "ask": _asked(index, code),
        "url": f"{address}#q-{code}",
        "is_list": is_list,
    }


def _asked(index: Index, code: str) -> str:
    if code not in index.tools:
        return face_of(index, code, language()).ask
    parts = (part for pillar in index.sections for part in pillar["indicators"])
    return in_language(next(part["ask"] for part in parts if part["code"] == code))


def _one_of_each_list(index: Index, codes: Iterable[str]) -> list[str]:
    """The questions of a page; all tools of a list are one place to go to."""
    names = {code: name for name, listed in index.tools.items() for code in listed}
    return list(dict.fromkeys(names.get(code, code) for code in codes))


def missing_by_step(assessment: Assessment) -> list[dict]:
    open_codes = set(missing(assessment))
    unconfirmed = {one.question for one in assessment.answers.all() if one.to_confirm}
    steps = []
    index = assessment.index
    for step in index.pages:
        links = [
            link_to(assessment, code) | {"to_confirm": code in unconfirmed}
            for code in _one_of_each_list(index, step.codes)
            if code in open_codes or open_codes.intersection(index.tools.get(code, ()))
        ]
        if links:
            steps.append({"title": in_language(step.title), "links": links})
    return steps


def given_by_pillar(assessment: Assessment, progress: Progress) -> list[dict]:
    """Every question that is asked and answered, with what was answered, by pillar; `answered` as the bar counts.

    What waits for its list to be looked through, or to be confirmed, stands among the open questions only.
    """
    index, answers = assessment.index, list(assessment.answers.all())
    waiting = _one_of_each_list(index, progress.open)
    shown = index.shown(counted_levels(index, answers))
    given = {
        one.question: one
        for one in answers
        if one.state != CLEARED and one.question in shown
    }
    rows: dict[str, list[dict]] = {}
    for step in index.pages:
        for code in _one_of_each_list(
            index, [code for code in step.codes if code in given]
        ):
            if code in waiting:
                continue
            words = (
                _in_use(index, code, given)
                if code in index.tools
                else answer_text(index, given[code])
            )
            row = link_to(assessment, code) | {
                "said": words,
                "uncounted": _uncounted(index, code),
            }
            rows.setdefault(step.pillar, []).append(row)
    answered: Counter[str] = Counter()
    for one in progress.steps:
        answered[one.step.pillar] += one.answered
    return [
        {
            "name": in_language(pillar["name"]),
            "rows": rows[pillar["code"]],
            "answered": answered[pillar["code"]],
        }
        for pillar in index.sections
        if pillar["code"] in rows
    ]


def _uncounted(index: Index, code: str) -> str:
    """Why the bar does not count a question; "" where it does."""
    if code in index.tools or code in index.asked([code]):
        return ""
    return (
        _("Counts with its group")
        if "grouped_by" in index.questions[code]
        else _("Earns no points")
    )


def _in_use(index: Index, name: str, given: Mapping[str, Answer]) -> str:
    """The tools of a list that are ticked, by name."""
    used = [code for code in index.tools[name] if code in given and given[code].level]
    names = ", ".join(in_language(index.questions[code]["name"]) for code in used)
    counted = _("%(used)s of %(total)s are in use") % {
        "used": len(used),
        "total": len(index.tools[name]),
    }
    return f"{counted}: {names}" if names else counted
