"""Which answers of the last round still say the same under a corrected version of the index.

A level that was put in between, or taken out, leaves another sentence at the number of the old.
"""

from datetime import datetime

from indexes.index.model import Index
from survey.answers.values import NOT_APPLICABLE, has_ratio
from survey.answers.writing import keep_history
from survey.models import Answer, Assessment
from survey.results.rereading import judging

_BY_NUMBERS = ("ratio", "count")


def copy_answers(assessment: Assessment, following: Assessment, now: datetime) -> None:
    """Into the next round, each to be confirmed there."""
    before, after = assessment.index, following.index
    copies = []
    # Of both: some were given to a variant that was left before the round was sent.
    codes = before.questions.keys() & after.questions.keys()
    given = assessment.answers.exclude(state=Answer.State.CLEARED)
    for answer in given.filter(question__in=codes):
        is_carried = says_the_same(answer, before, after)
        made = _copy(answer) if is_carried else _opened(answer)
        made.assessment, made.changed_at = following, now
        copies.append(made)
    Answer.objects.bulk_create(copies)
    keep_history(copies)


def _copy(answer: Answer) -> Answer:
    answer.pk = None
    answer.given_by = None
    answer.revision = 1
    answer.to_confirm = True
    return answer


def _opened(answer: Answer) -> Answer:
    """In place of one that would say something else now: no answer, and a word on why."""
    cleared = Answer.State.CLEARED
    return Answer(question=answer.question, state=cleared, to_confirm=True)


def says_the_same(answer: Answer, before: Index, after: Index) -> bool:
    """Whether who gave it reads the same question, and the same sentence as the own answer."""
    code = answer.question
    old, new = before.questions[code], after.questions.get(code)
    if new is None or _asked(old) != _asked(new):
        return False
    if answer.state == NOT_APPLICABLE:
        return bool(new.get("not_applicable"))
    is_cut = old["kind"] in _BY_NUMBERS or "linear" in old or has_ratio(answer)
    if is_cut and judging(before, code) != judging(after, code):
        return False
    return _said(old, answer) == _said(new, answer)


def _asked(question: dict) -> tuple:
    words = question.get("ask") or question["name"]
    table = question.get("rows"), question.get("columns")
    return question["kind"], words, question.get("unit"), table


def _said(question: dict, answer: Answer) -> list:
    """The sentence of its level, or the names of the options: what a person has agreed to.

    How sure the index is of a sentence is not said by it.
    """
    if question["kind"] == "multiple":
        options = question["options"]
        return [option for option in map(_name, options) if option[0] in answer.chosen]
    anchors = question.get("anchors", ())
    if answer.level is None:
        return []
    if answer.level >= len(anchors):
        return [None]  # there is no such level any more
    anchor = anchors[answer.level]
    return [{name: anchor[name] for name in anchor if name != "confidence"}]


def _name(option: dict) -> tuple:
    return option["id"], option.get("name"), option.get("exclusive", False)
