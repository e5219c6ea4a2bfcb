"""A report as a file: read, drawn and signed, wherever heavy work is done."""

import pickle
from collections import OrderedDict
from datetime import datetime
from typing import NamedTuple

from django.utils import translation

from accounts.access.scopes import Scope
from reports.contents.whole import Contents
from reports.gather.whole import partner_report_of, report_of
from reports.pdf.build import build_pdf
from reports.signature.sign import sign_pdf
from survey.models import Result
from survey.results.queries import result_of

KEPT = 8  # drawings, in a process


class Asked(NamedTuple):
    """Who asks may see the result, as far as `scope` says: that was judged before.

    key: of the result. language: of the report, with the variant.
    """

    key: int
    scope: Scope
    is_graded: bool
    is_for_partner: bool
    language: str
    now: datetime


class Report(NamedTuple):
    name: str
    at: datetime
    content: bytes


def report_made(asked: Asked) -> Report:
    result = result_of(asked.key)
    with translation.override(asked.language):
        contents = _contents(result, asked)
    content = sign_pdf(drawn(contents))
    return Report(contents.name, contents.at, content)


def _contents(result: Result, asked: Asked) -> Contents:
    scope, is_graded = asked.scope, asked.is_graded
    if asked.is_for_partner:
        return partner_report_of(result, scope=scope, is_graded=is_graded)
    return report_of(result, scope=scope, now=asked.now, is_graded=is_graded)


_kept: OrderedDict[bytes, bytes] = OrderedDict()


def drawn(contents: Contents) -> bytes:
    """The PDF, unsigned; not drawn again where the same was asked for a moment ago.

    It is found by all that it says, so it is never another one nor older. Of contents gathered
    for who may see them.
    """
    said = pickle.dumps(contents)
    pdf = _kept.pop(said, None) or build_pdf(contents)
    _kept[said] = pdf
    while len(_kept) > KEPT:
        _kept.popitem(last=False)
    return pdf
