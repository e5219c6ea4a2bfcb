"""Files of what members share: asked for, shown while they are made, fetched once."""

from datetime import timedelta

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from accounts.models import Organisation
from associations.cohort.behind import rows_behind
from associations.cohort.cells import cell_of
from associations.cohort.looking import Looked, looked_at, narrowed_to
from associations.errors import AssociationError
from associations.exports.makers import MAKERS, refusals_of
from associations.exports.services import ask_for_export, fetch_file
from associations.lists import own_association
from associations.models import Export
from language.collation import unaccented
from language.texts import language
from tables import books, written

KEPT = timedelta(days=1)
TYPES = {
    Export.Form.XLSX: books.KIND,
    Export.Form.CSV: f"{written.KIND}; charset=utf-8",
    Export.Form.PDF: "application/pdf",
    Export.Form.SLIDES: "application/zip",
}
ENDINGS = {Export.Form.SLIDES: "zip"}


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def exports(request: HttpRequest, public_id) -> HttpResponse:
    association = own_association(request, public_id)
    now = timezone.now()
    asked = request.POST if request.method == "POST" else request.GET
    query = _query_of(asked)
    looked = looked_at(association, query, now)
    refusals = refusals_of(looked)
    form = request.POST.get("form", "")
    if form in MAKERS and not refusals[form]:
        return _ask(request, association, query)
    context = looked.context | {
        "count": _count(looked, query),
        "narrowed": narrowed_to(looked, query),
        "fields": list(query.items()),
        "forms": [form for form in Export.Form if refusals.get(form) == ""],
        "refused": next(filter(None, refusals.values()), ""),
        "exports": _own(request, association, now),
    }
    return render(request, "associations/exports/list.html", context)


def _query_of(asked: QueryDict) -> QueryDict:
    """Filters and cell of an address, as the pages of a cohort have them."""
    query = QueryDict(mutable=True)
    for word in ("bo", "nganh", "quymo", "diaban", "ky"):
        if asked.get(word):
            query[word] = asked[word][:60]
    query.update(cell_of(asked).query())
    return query


def _count(looked: Looked, query: QueryDict) -> int:
    return rows_behind(looked, cell_of(query)).size


def _own(request: HttpRequest, association: Organisation, now) -> list[Export]:
    """What this person asked for and is still kept."""
    own = Export.objects.filter(
        association=association,
        asked_by=request.user,
        asked_at__gt=now - KEPT,
    )
    return list(own.select_related("run").defer("content")[:20])


def _ask(
    request: HttpRequest,
    association: Organisation,
    query: QueryDict,
) -> HttpResponse:
    form = request.POST["form"]
    ask_for_export(
        association=association,
        form=form,
        query=query.urlencode(),
        language=language(),
        task=MAKERS[form],
        by=request.user,
        now=timezone.now(),
    )
    address = request.path
    return redirect(f"{address}?{query.urlencode()}" if query else address)


@require_POST
def fetch_export(request: HttpRequest, public_id, export_id) -> HttpResponse:
    """A button, not a link: what looks ahead at links would take the file away."""
    association = own_association(request, public_id)
    export = get_object_or_404(
        Export.objects.defer("content"),
        association=association,
        public_id=export_id,
        asked_by=request.user,
    )
    try:
        content = fetch_file(
            export=export,
            by=request.user,
            task=MAKERS[export.form],
            now=timezone.now(),
        )
    except AssociationError:
        # A page stays as it was when a file is fetched, and so does its button.
        messages.info(request, _("Fetched. Ask again if you need it once more."))
        return redirect("associations:exports", public_id)
    if content is None:
        words = _(
            "Somebody has withdrawn since, so the file is made anew without them."
        )
        messages.info(request, words)
        return redirect("associations:exports", public_id)
    return _file(export, content)


def _file(export: Export, content: bytes) -> HttpResponse:
    name = slugify(unaccented(export.association.name))[:60] or "hiep-hoi"
    ending = ENDINGS.get(export.form, export.form)
    day = timezone.localdate(export.asked_at)
    answer = HttpResponse(content, content_type=TYPES[export.form])
    answer["Content-Disposition"] = f'attachment; filename="{name}-{day}.{ending}"'
    return answer
