"""The pages of a table of members: send it, look at what was read, mend, choose, import."""

from collections.abc import Iterable, Mapping

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import (
    require_http_methods,
    require_POST,
    require_safe,
)

from accounts.access.actions import Action
from accounts.models import Organisation
from associations.errors import AssociationError
from associations.lists import own_association, page_of
from associations.members.fields import FIELDS, in_words, member_fields
from associations.members.imports import services, tasks
from associations.members.imports.forms import TableForm
from associations.members.imports.judging import Judge
from associations.members.imports.queries import (
    Counts,
    counts_of,
    open_import_of,
    rows_of,
    twins_of,
)
from associations.members.imports.template_file import template_workbook
from associations.members.imports.wording import (
    CHANGED,
    CHOICES,
    GOES_ON,
    NOT_READY,
    PARTS,
    WORDS,
    refused,
)
from associations.models import ImportRow, MemberImport
from background.enqueuing import enqueue_for
from background.models import Run
from background.queries import newest_run
from language.ids import key_in
from tables import books

READ_AND_SEND = ["GET", "HEAD", "POST"]
PART = "phan"
State, Kind, Choice = MemberImport.State, ImportRow.Kind, ImportRow.Choice


@never_cache
@require_http_methods(READ_AND_SEND)
def send(request: HttpRequest, public_id) -> HttpResponse:
    association = own_association(request, public_id, Action.FOLLOW_UP)
    is_sent = request.method == "POST"
    form = TableForm(request.POST, request.FILES) if is_sent else TableForm()
    if is_sent and form.is_valid():
        try:
            return _send(request, association, form)
        except AssociationError:
            form.add_error(None, GOES_ON)
    context = {
        "association": association,
        "form": form,
        "before": open_import_of(association),
    }
    return render(request, "associations/members/imports/send.html", context)


def _send(
    request: HttpRequest,
    association: Organisation,
    form: TableForm,
) -> HttpResponse:
    table = services.send_table(
        association=association,
        content=form.cleaned_data["file"].read(),
        by=request.user,
        now=timezone.now(),
    )
    _enqueue(request, tasks.read, table)
    return _to(table)


def _enqueue(request: HttpRequest, task, table: MemberImport) -> Run:
    association = table.association
    return enqueue_for(
        request.user,
        task,
        table.pk,
        about=str(association.public_id),
        leads_to=_to(table).url,
    )


def _to(table: MemberImport, **query: str) -> HttpResponse:
    response = redirect(
        "associations:import",
        table.association.public_id,
        table.public_id,
    )
    if query:
        asked = "&".join(f"{name}={word}" for name, word in query.items())
        response["Location"] += f"?{asked}"
    return response


@require_safe
def template(request: HttpRequest, public_id) -> HttpResponse:
    own_association(request, public_id)
    response = HttpResponse(template_workbook(), content_type=books.KIND)
    response["Content-Disposition"] = 'attachment; filename="hoi-vien.xlsx"'
    return response


def _own_table(request: HttpRequest, public_id, import_id) -> MemberImport:
    association = own_association(request, public_id, Action.FOLLOW_UP)
    tables = MemberImport.objects.filter(association=association).defer("content")
    related = tables.select_related("association")
    return get_object_or_404(related, public_id=import_id)


@never_cache
@require_safe
def look(request: HttpRequest, public_id, import_id) -> HttpResponse:
    table = _own_table(request, public_id, import_id)
    context = {"association": table.association, "table": table}
    if table.state == State.READ:
        return _look(request, table, context)
    if table.state == State.UNREADABLE:
        context |= {"problem": refused(table.error), "form": TableForm()}
    elif table.state != State.DONE:
        task = tasks.read if table.state == State.READING else tasks.keep
        context["run"] = newest_run(task, str(table.association.public_id))
    return render(request, "associations/members/imports/state.html", context)


def _look(request: HttpRequest, table: MemberImport, context: dict) -> HttpResponse:
    counts = counts_of(table)
    part = _part(request, counts)
    page = page_of(request, rows_of(table, part).order_by("number"))
    context |= {
        "counts": counts,
        "part": part,
        "part_word": WORDS[part],
        "title": PARTS[part],
        "parts": _parts(counts),
        "page": page,
        "rows": _rows(table, part, list(page)),
        "read": _labels(table.columns),
        "words": CHOICES,
    }
    return render(request, "associations/members/imports/look.html", context)


def _part(request: HttpRequest, counts: Counts) -> str:
    """What the address asks for, or what has to be done first."""
    asked = {word: part for part, word in WORDS.items()}.get(request.GET.get(PART))
    if asked:
        return asked
    for part in PARTS:
        if getattr(counts, part):
            return part
    return Kind.NEW


def _parts(counts: Counts) -> list[dict]:
    parts = []
    for part, title in PARTS.items():
        count = counts.listed(part)
        parts.append(
            {"code": part, "word": WORDS[part], "title": title, "count": count}
        )
    return parts


def _labels(columns: Iterable[str]) -> list[str]:
    fields = member_fields()
    return [str(fields[name].label) for name in columns if name]


def _rows(table: MemberImport, part: str, rows: list[ImportRow]) -> list[dict]:
    judge, fields = Judge(), member_fields()
    twins = twins_of(table, rows)
    described = []
    for row in rows:
        described.append(
            {
                "row": row,
                "name": row.cells.get("name", ""),
                "cells": _good(fields, row),
                "bad": [_bad(judge, fields, row, name) for name in row.problems],
                "pairs": _pairs(fields, row, twins) if part == Kind.ALIKE else [],
                "is_of_table": row.member is None,
            }
        )
    return described


def _good(fields: Mapping, row: ImportRow) -> list[dict]:
    """Cells with something in them that nothing is wrong with."""
    cells = []
    for name, text in row.cells.items():
        if text and name not in row.problems:
            cells.append({"label": fields[name].label, "text": in_words(name, text)})
    return cells


def _bad(judge: Judge, fields: Mapping, row: ImportRow, name: str) -> dict:
    field, text = fields[name], row.cells.get(name, "")
    key = f"{row.number}-{name}"
    is_chosen = hasattr(field, "choices")
    described = {
        "id": f"id_{key}",
        "class": "input",
        "aria-invalid": "true",
        "aria-describedby": f"id_{key}_error",
    }
    return {
        "name": key,
        "label": field.label,
        "text": text,
        "is_chosen": is_chosen,
        "problem": judge.message(name, text),
        # What is none of a list cannot be shown in it: it stands above.
        "control": field.widget.render(key, "" if is_chosen else text, described),
    }


def _pairs(
    fields: Mapping,
    row: ImportRow,
    twins: Mapping[int, ImportRow],
) -> list[dict]:
    """Side by side: the row, and what is known of the one that it may be."""
    twin = twins.get(row.row)
    other = twin.cells if twin else {}
    if row.member:
        other = {name: getattr(row.member, name) for name in FIELDS}
    pairs = []
    for name in FIELDS:
        here = in_words(name, row.cells.get(name, ""))
        there = in_words(name, other.get(name, ""))
        if here or there:
            label = fields[name].label
            pairs.append({"label": label, "here": here, "there": there})
    return pairs


@require_POST
def mend(request: HttpRequest, public_id, import_id) -> HttpResponse:
    """All fields of the page at once; what is wrong still comes back as it was typed."""
    table = _own_table(request, public_id, import_id)
    typed: dict[int, dict[str, str]] = {}
    left = set()
    for key, text in request.POST.items():
        first, _dash, name = key.partition("-")
        number = key_in(first)
        if number is None:
            continue
        if name == "leave":
            left.add(number)
        elif name in FIELDS:
            typed.setdefault(number, {})[name] = text
    return _changed(
        request,
        table,
        lambda: services.mend_rows(table=table, typed=typed, left_out=left),
    )


@require_POST
def choose(request: HttpRequest, public_id, import_id) -> HttpResponse:
    table = _own_table(request, public_id, import_id)
    for_all = request.POST.get("all")
    if for_all in Choice.values:
        kind = request.POST.get("kind")
        if kind not in (Kind.BAD, Kind.ALIKE):
            kind = Kind.ALIKE
        return _changed(
            request,
            table,
            lambda: services.choose_for_all(table=table, kind=kind, choice=for_all),
        )
    again = key_in(request.POST.get("again", ""))
    if again is not None:
        return _changed(
            request,
            table,
            lambda: services.take_in_again(table=table, number=again),
        )
    choices = {}
    for name, choice in request.POST.items():
        number = key_in(name)
        if number is not None:
            choices[number] = choice
    return _changed(
        request,
        table,
        lambda: services.choose(table=table, choices=choices),
    )


def _changed(request: HttpRequest, table: MemberImport, write) -> HttpResponse:
    try:
        write()
    except AssociationError:
        messages.info(request, CHANGED)
    return _to(table)


@require_POST
def keep(request: HttpRequest, public_id, import_id) -> HttpResponse:
    table = _own_table(request, public_id, import_id)
    try:
        services.begin_keeping(table=table)
    except AssociationError as error:
        words = NOT_READY if error.code == "not_ready" else CHANGED
        messages.info(request, words)
        return _to(table)
    _enqueue(request, tasks.keep, table)
    return _to(table)


@require_POST
def throw_away(request: HttpRequest, public_id, import_id) -> HttpResponse:
    table = _own_table(request, public_id, import_id)
    try:
        services.throw_away(table=table)
    except AssociationError:
        messages.info(request, CHANGED)
        return _to(table)
    messages.success(request, _("Thrown away: nothing of this table is kept."))
    return redirect("associations:members", table.association.public_id)
