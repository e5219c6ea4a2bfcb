"""What the review of a round lists: open questions, and answers, each with the way to its place."""

from collections import Counter
from collections.abc import Iterable, Mapping

from django.urls import reverse
from django.utils.translation import gettext as _

from indexes.index.model import Index
from indexes.index.pages import place_of
from language.texts import in_language, spoken
from survey.answers.facts import facts_of
from survey.answers.progress import Progress, levels_by_question, missing
from survey.answers.values import CLEARED, has_changed
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
    return face_of(index, code, spoken()).ask


def _one_of_each_list(index: Index, codes: Iterable[str]) -> list[str]:
    """The same questions; all tools of a list are one place to go to, under its name."""
    places = []
    for code in codes:
        place = place_of(index.questions[code])
        if place not in places:
            places.append(place)
    return places


def missing_by_page(assessment: Assessment) -> list[dict]:
    """The pages that have open questions, with links to these."""
    index = assessment.index
    open_codes = set(missing(assessment))
    copied = [answer for answer in assessment.answers.all() if answer.to_confirm]
    to_confirm = {answer.question for answer in copied if not has_changed(answer)}
    pages = []
    for page in index.pages:
        still_open = [code for code in page.codes if code in open_codes]
        links = []
        for code in _one_of_each_list(index, still_open):
            link = link_to(assessment, code)
            link["to_confirm"] = code in to_confirm
            links.append(link)
        # A page with nothing open would be a heading over nothing.
        if links:
            title = in_language(page.title)
            pages.append({"title": title, "links": links})
    return pages


def given_by_pillar(assessment: Assessment, progress: Progress) -> list[dict]:
    """Every question that is asked and answered, with what was answered, by pillar.

    What waits for its list to be looked through, or to be confirmed, stands among the open
    questions only. `answered` counts as the bar does.
    """
    rows = _rows_by_pillar(assessment, progress)
    answered = _answered_by_pillar(progress)
    pillars = []
    for section in assessment.index.sections:
        code = section["code"]
        if code in rows:
            pillars.append(
                {
                    "name": in_language(section["name"]),
                    "rows": rows[code],
                    "answered": answered[code],
                }
            )
    return pillars


def _rows_by_pillar(
    assessment: Assessment, progress: Progress
) -> dict[str, list[dict]]:
    index = assessment.index
    answers = _shown_answers(assessment)
    # One place stands in one of the two lists of the review, never in both.
    open_places = _one_of_each_list(index, progress.open)
    rows: dict[str, list[dict]] = {}
    for page in index.pages:
        answered = [code for code in page.codes if code in answers]
        for code in _one_of_each_list(index, answered):
            if code not in open_places:
                row = _row(assessment, code, answers)
                rows.setdefault(page.pillar, []).append(row)
    return rows


def _shown_answers(assessment: Assessment) -> dict[str, Answer]:
    """By question; answers of a branch that is not taken are kept, but they do not count."""
    index, answers = assessment.index, list(assessment.answers.all())
    facts = facts_of(assessment, answers)
    shown = index.shown(levels_by_question(answers), facts)
    by_question = {}
    for answer in answers:
        if answer.state != CLEARED and answer.question in shown:
            by_question[answer.question] = answer
    return by_question


def _answered_by_pillar(progress: Progress) -> Counter[str]:
    answered: Counter[str] = Counter()
    for state in progress.pages:
        answered[state.page.pillar] += state.answered
    return answered


def _row(assessment: Assessment, code: str, answers: Mapping[str, Answer]) -> dict:
    index = assessment.index
    row = link_to(assessment, code)
    row["uncounted"] = _uncounted(index, code)
    if row["is_list"]:
        row["answer"] = _tools_text(index, code, answers)
    else:
        row["answer"] = answer_text(index, answers[code])
    return row


def _uncounted(index: Index, code: str) -> str:
    """Why the bar does not count a question; "" where it does."""
    if code in index.tools or code in index.asked([code]):
        return ""
    # A criterion of a group that was answered by itself.
    if "grouped_by" in index.questions[code]:
        return _("Counts with its group")
    return _("Earns no points")


def _tools_text(index: Index, name: str, answers: Mapping[str, Answer]) -> str:
    """The tools of a list that are ticked, by name."""
    tools = index.tools[name]
    names = []
    for code in tools:
        answer = answers.get(code)
        if answer is not None and answer.level:
            names.append(in_language(index.questions[code]["name"]))
    count = _("%(used)s of %(total)s are in use") % {
        "used": len(names),
        "total": len(tools),
    }
    if not names:
        return count
    return f"{count}: {', '.join(names)}"
