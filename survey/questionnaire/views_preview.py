"""The questionnaire of an index version as an owner would see it, for whoever manages indexes."""

from django.http import HttpRequest, HttpResponse
from django.utils import translation
from django.utils.decorators import method_decorator
from django.views.decorators.http import require_safe

from indexes.admin.access import lead_back, version_to_see
from indexes.admin.forms import VariantForm
from indexes.documents.check import is_partial
from language.texts import in_language, language, language_asked_for
from survey.questionnaire.forms import PageForm
from survey.questionnaire.storage import QuestionnaireStorage
from survey.questionnaire.views import Questionnaire


@method_decorator(require_safe, name="dispatch")
class Preview(Questionnaire):
    """One page, read-only, in the language that is asked for, in the frame of the site."""

    template_name = "survey/preview.html"

    def dispatch(self, request: HttpRequest, pk: int) -> HttpResponse:
        self.version = version_to_see(request, pk)
        if is_partial(self.version.document):
            return lead_back(request, self.version)
        # Drawn at once: later, outside, it would speak the language of the administration.
        with translation.override(language_asked_for(request.GET)):
            return self.show().render()

    def show(self) -> HttpResponse:
        """The page asked for, the first one unless there is such a page."""
        listed = self.version.index.variants.get("list", [])
        self.variants = VariantForm(self.request.GET, listed=listed)
        index = self.version.index_in(self.variants.variant_or_first())
        slugs = [page.slug for page in index.pages]
        slug = self.request.GET.get("step")
        if slug not in slugs:
            slug = slugs[0]
        return self.ask(QuestionnaireStorage(index), slug)

    def get_context_data(self, form: PageForm, **kwargs) -> dict:
        pages = []
        for page in self.storage.pages:
            is_current = page == self.page
            is_beside = page.refines != ""
            title = in_language(page.title)
            pages.append((page.slug, title, is_current, is_beside))
        return super().get_context_data(form, **kwargs) | {
            "version": self.version,
            "form": self.variants,
            "variant": self.storage.index.variant,
            "language": language(),
            "pages": pages,
        }
