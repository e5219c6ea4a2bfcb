"""A file of evidence as a browser gets it: to keep, or inside of our own pages.

Each raises Http404 where the row has no file any more.
"""

from typing import Protocol
from urllib.parse import quote

from django.db.models.fields.files import FieldFile
from django.http import FileResponse, Http404

from survey.evidence.kinds import CONTENT_TYPES


class Kept(Protocol):
    """A row with a file that was judged: evidence, or any like it."""

    file: FieldFile
    kind: str
    name: str


PICTURES = frozenset({"jpg", "png", "webp"})
SHOWN_INSIDE = PICTURES | {"pdf"}
_NOTHING_RUNS = "default-src 'none'"
_KEPT_FOR = 3600  # seconds in a browser: what is taken away is gone an hour later


def download(evidence: Kept, name: str = "") -> FileResponse:
    """Never shown inside the site, whatever a browser would make of it.

    name: in place of its own.
    """
    response = _file(evidence, "attachment", name)
    response["Content-Security-Policy"] = f"{_NOTHING_RUNS}; sandbox"
    return response


def inside(evidence: Kept, name: str = "") -> FileResponse:
    """A picture that we drew anew, or a PDF without programs, to be shown in a page of ours.

    No sandbox: browsers show no PDF in one. It bears a type that is no page, and may stand in
    no page but ours.
    """
    if evidence.kind not in SHOWN_INSIDE:
        return download(evidence, name)
    response = _file(evidence, "inline", name)
    response["Content-Security-Policy"] = f"{_NOTHING_RUNS}; frame-ancestors 'self'"
    response["X-Frame-Options"] = "SAMEORIGIN"
    return response


def shown_to_all(file: FieldFile, kind: str) -> FileResponse:
    """A picture on a public page. Drawn anew by us, and whatever a browser makes of it, it
    runs nothing.
    """
    response = _opened(file, kind)
    response["Content-Disposition"] = "inline"
    response["Content-Security-Policy"] = f"{_NOTHING_RUNS}; sandbox"
    response["X-Content-Type-Options"] = "nosniff"
    response["Cross-Origin-Resource-Policy"] = "same-origin"
    response["Cache-Control"] = f"public, max-age={_KEPT_FOR}"
    return response


def _file(evidence: Kept, how: str, name: str) -> FileResponse:
    response = _opened(evidence.file, evidence.kind)
    told = quote(name or evidence.name, safe="")
    response["Content-Disposition"] = f"{how}; filename*=UTF-8''{told}"
    response["X-Content-Type-Options"] = "nosniff"
    response["Cross-Origin-Resource-Policy"] = "same-origin"
    return response


def _opened(file: FieldFile, kind: str) -> FileResponse:
    try:
        content = file.open("rb")
    except FileNotFoundError as error:
        # Taken away since its row was read, or lost: there is nothing to fetch.
        raise Http404 from error
    return FileResponse(content, content_type=CONTENT_TYPES[kind])
