"""What administrators type: cleaned as everybody's, and names found without their marks."""

from typing import ClassVar

from django.db.models import CharField, EmailField, QuerySet
from django.http import HttpRequest

from language import fields
from language.collation import unaccented

TEXTS: dict = {
    EmailField: {"form_class": fields.EmailField},
    CharField: {"form_class": fields.LineField},
}


class FoundByName:
    """Beside an admin class whose search fields are keys: without accents and capitals.

    No tax code is among them: a person's would stand in the address of the search.
    """

    search_fields: ClassVar = ["search_key"]

    def get_search_results(
        self, request: HttpRequest, queryset: QuerySet, search_term: str
    ) -> tuple[QuerySet, bool]:
        return super().get_search_results(request, queryset, unaccented(search_term))
