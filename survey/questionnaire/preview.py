"""The questionnaire of an index version as an owner would see it, with nothing answered and nothing kept."""

from functools import cached_property

from django.http import HttpRequest

from accounts.models import Organisation
from indexes.models import IndexVersion
from language.texts import in_language
from survey.models import Answer, Assessment
from survey.questionnaire.page import StepPage
from survey.questionnaire.progress_bar import bar_of
from survey.questionnaire.storage import AnswerStorage

NOBODY = 0  # a key that no row has


class PreviewStorage(AnswerStorage):
    """Of an assessment that does not exist: it has no answers, and refuses to keep any."""

    @cached_property
    def answers(self) -> dict[str, Answer]:
        return {}

    @cached_property
    def figures(self) -> dict:
        return {}

    def set_step_data(self, step: str, cleaned_data: dict) -> None:
        raise NotImplementedError


def preview_of(
    request: HttpRequest, version: IndexVersion, variant: str, slug: str
) -> dict:
    """Everything the page of one step shows; the first step unless `slug` names another. In the active language."""
    index = version.index_in(variant)
    step = next((one for one in index.pages if one.slug == slug), index.pages[0])
    request.assessment = Assessment(  # never saved
        pk=NOBODY,
        index_version=version,
        variant=variant,
        organisation=Organisation(pk=NOBODY, name=""),
    )
    page = StepPage(PreviewStorage("preview", request), step)
    return {
        "step": step,
        "title": in_language(step.title),
        "why": page.why,
        "slots": page.slots(),
        "tool_lists": page.tool_lists(),
        "bar": bar_of(page.storage, step),
        "steps": [
            (one.slug, in_language(one.title), one == step, bool(one.refines))
            for one in index.pages
        ],
    }
