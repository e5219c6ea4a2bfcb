"""Drawings in XML (SVG) inside office files. Pure."""

import re

from survey.errors import SurveyError
from survey.evidence.judge.links import is_elsewhere

_DRAWING = re.compile(rb"<(?:[\w.-]+:)?svg(?=[\s>])")
_PROGRAM = re.compile(rb"<(?:[\w.-]+:)?script\b|\bon[a-z]+\s*=\s*[\"']", re.IGNORECASE)
# What is shown with it; a link waits for a click.
_SHOWN = re.compile(
    rb"""<(?:[\w.-]+:)?(?:image|use|feImage)\b[^<>]*?href\s*=\s*["']([^"'<>]*)"""
)
_HERE = ("data:", "#")


def check_drawing(content: bytes) -> None:
    """A part in UTF-8; many have a document type, so it is not read as XML.

    Raises SurveyError: file_active, file_reaches_out.
    """
    if not _DRAWING.search(content):
        return
    if _PROGRAM.search(content):
        raise SurveyError("file_active")
    for shown in _SHOWN.finditer(content):
        address = shown[1].decode("utf-8", "replace").strip()
        if not address.startswith(_HERE) and is_elsewhere(address):
            raise SurveyError("file_reaches_out")
