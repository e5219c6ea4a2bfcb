"""What a browser kept and sends only now: an answer that was saved since then stands."""

from survey.answers.values import AnswerValue
from survey.questionnaire.forms import PageForm
from survey.questionnaire.posted import shown_in_list
from survey.questionnaire.trace import trace

KEPT = "kept"  # in what is sent so


def is_overtaken(form: PageForm) -> bool:
    """Whether what was kept would write over something newer that differs from it."""
    if KEPT not in form.data:
        return False
    answers = form.posted["answers"].items()
    figures = form.posted["figures"].items()
    return any(_answer_is(form, *answer) for answer in answers) or any(
        _figure_is(form, *figure) for figure in figures
    )


def _answer_is(form: PageForm, code: str, value: AnswerValue) -> bool:
    stands = trace(form.storage.find(code))
    return stands not in (_shown(form, code), trace(value))


def _shown(form: PageForm, code: str) -> str:
    """What stood there when the page was made."""
    for name, codes in form.storage.index.tools.items():
        if code in codes:
            return shown_in_list(name, form.data).get(code, "")
    return form.data.get(f"{code}-was", "")


def _figure_is(form: PageForm, name: str, value: int) -> bool:
    number = form.storage.figures.get(name)
    stands = "" if number is None else str(int(number))
    return stands not in (form.data.get(f"figure-{name}-was", ""), str(value))
