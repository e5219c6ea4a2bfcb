"""What the review of a round lists: open questions, and answers, each with the way to its place."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping

from django.urls import reverse
from django.utils.translation import gettext as _

from indexes.index.model import Index
from indexes.index.pages import Page
from language.texts import in_language, language
from survey.answers.progress import Progress, counted_levels, missing
from survey.answers.values import CLEARED
from survey.answers.words import answer_text
from survey.models import Answer, Assessment
from survey.questionnaire.faces import face_of
from survey.questionnaire.tool_lists import indicator_of


def link_to(assessment: Assessment, code: str) -> dict:
    """One question, or a list of tools, as a link to its place."""
    index = assessment.index
    first_question, *_others = index.tools.get(code, (code,))
    slug = index.page_of(first_question).slug
    address = reverse("survey:step", args=[assessment.public_id, slug])
    return {
        "code": code,
        "ask": _ask(index, code),
        "url": f"{address}#q-{code}",
        "is_list": code in index.tools,
    }


def _ask(index: Index, code: str) -> str:
    """What a question, or a list of tools, asks."""
    if code in index.tools:
        return in_language(indicator_of(index, code)["ask"])
    return face_of(index, code, language()).ask


def _one_of_each_list(index: Index, codes: Iterable[str]) -> list[str]:
    """The same questions; all tools of a list are one place to go to, under its name."""
    names: dict[str, str] = {}
    for name, tools in index.tools.items():
        names |= dict.fromkeys(tools, name)
    return list(dict.fromkeys(names.get(code, code) for code in codes))


def missing_by_page(assessment: Assessment) -> list[dict]:
    """The pages that have open questions, with links to these."""
    open_codes = set(missing(assessment))
    unconfirmed = {a.question for a in assessment.answers.all() if a.to_confirm}
    pages = []
    for page in assessment.index.pages:
        still_open = [code for code in page.codes if code in open_codes]
        links = []
        for code in _one_of_each_list(assessment.index, still_open):
            to_confirm = code in unconfirmed
            links.append(link_to(assessment, code) | {"to_confirm": to_confirm})
        if links:
            pages.append({"title": in_language(page.title), "links": links})
    return pages


def given_by_pillar(assessment: Assessment, progress: Progress) -> list[dict]:
    """Every question that is asked and answered, with what was answered, by pillar.

    What waits for its list to be looked through, or to be confirmed, stands among the open
    questions only. `answered` counts as the bar does.
    """
    answers = _shown_answers(assessment)
    open_places = _one_of_each_list(assessment.index, progress.open)
    rows: dict[str, list[dict]] = {}
    for page in assessment.index.pages:
        for code in _answered_places(assessment.index, page, answers):
            if code not in open_places:
                row = _row(assessment, code, answers)
                rows.setdefault(page.pillar, []).append(row)

    answered = _answered_by_pillar(progress)
    return [
        {
            "name": in_language(pillar["name"]),
            "rows": rows[pillar["code"]],
            "answered": answered[pillar["code"]],
        }
        for pillar in assessment.index.sections
        if pillar["code"] in rows
    ]


def _shown_answers(assessment: Assessment) -> dict[str, Answer]:
    """By question; answers of a branch that is not taken are kept, but they do not count."""
    index, answers = assessment.index, list(assessment.answers.all())
    shown = index.shown(counted_levels(index, answers))
    return {
        answer.question: answer
        for answer in answers
        if answer.state != CLEARED and answer.question in shown
    }


def _answered_places(
    index: Index, page: Page, answers: Mapping[str, Answer]
) -> Iterator[str]:
    answered = [code for code in page.codes if code in answers]
    yield from _one_of_each_list(index, answered)


def _answered_by_pillar(progress: Progress) -> Counter[str]:
    answered: Counter[str] = Counter()
    for state in progress.pages:
        answered[state.page.pillar] += state.answered
    return answered


def _row(assessment: Assessment, code: str, answers: Mapping[str, Answer]) -> dict:
    index = assessment.index
    if code in index.tools:
        text = _tools_text(index, code, answers)
    else:
        text = answer_text(index, answers[code])
    return link_to(assessment, code) | {
        "answer": text,
        "uncounted": _uncounted(index, code),
    }


def _uncounted(index: Index, code: str) -> str:
    """Why the bar does not count a question; "" where it does."""
    if code in index.tools or code in index.asked([code]):
        return ""
    if "grouped_by" in index.questions[code]:
        return _("Counts with its group")
    return _("Earns no points")


def _tools_text(index: Index, name: str, answers: Mapping[str, Answer]) -> str:
    """The tools of a list that are ticked, by name."""
    used = [
        code for code in index.tools[name] if code in answers and answers[code].level
    ]
    count = _("%(used)s of %(total)s are in use") % {
        "used": len(used),
        "total": len(index.tools[name]),
    }
    names = [in_language(index.questions[code]["name"]) for code in used]
    return f"{count}: {', '.join(names)}" if names else count
