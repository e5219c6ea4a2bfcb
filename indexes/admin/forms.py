"""Forms of the administration of indexes."""

import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from indexes.documents.check import check_file
from indexes.documents.message import sentence
from indexes.documents.reader import WHOLE, Document, Problem
from indexes.models import IndexVersion
from language.texts import in_language

LARGEST = 5_000_000  # bytes
MOST_SHOWN = 200  # problems beside the field


class UploadForm(forms.Form):
    file = forms.FileField(
        label=gettext_lazy("Index file (YAML)"),
        help_text=gettext_lazy(
            "The file is checked and kept as a draft. Nobody is offered it before it is published."
        ),
    )

    def clean_file(self) -> Document:
        """The document of a file without errors; all of them are told at once, with their lines."""
        upload: UploadedFile = self.cleaned_data["file"]
        # Before it is read: the check holds a document in memory several times over.
        if upload.size > LARGEST:
            raise forms.ValidationError(
                _("The file is larger than 5 MB."), code="too_large"
            )
        document, problems = checked_upload(upload.read())
        if problems:
            raise forms.ValidationError(list(_sentences(problems)), code="not_sound")
        return document


def _sentences(problems: Sequence[Problem]) -> Iterator[str]:
    for problem in problems[:MOST_SHOWN]:
        yield _sentence(problem)
    more = len(problems) - MOST_SHOWN
    if more > 0:
        yield _("… and %(count)s more.") % {"count": more}


def _sentence(problem: Problem) -> str:
    params = {
        "line": problem.line,
        "place": _(WHOLE) if problem.place == WHOLE else problem.place,
        "text": sentence(problem.text),
    }
    return _("Line %(line)s, %(place)s: %(text)s") % params


def checked_upload(content: bytes) -> tuple[Document, list[Problem]]:
    """Whatever it was called on the way."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "upload.yaml"
        file.write_bytes(content)
        return check_file(file, is_named=False)


class CompareForm(forms.Form):
    """Two versions, of one index or of two."""

    old = forms.ModelChoiceField(IndexVersion.objects.all(), label=gettext_lazy("From"))
    new = forms.ModelChoiceField(IndexVersion.objects.all(), label=gettext_lazy("To"))


class VariantForm(forms.Form):
    """Which variant of an index to look at, in which language."""

    variant = forms.ChoiceField(
        label=gettext_lazy("Industry"),
        required=False,
    )

    def __init__(self, *args, listed: list[dict], **kwargs) -> None:
        super().__init__(*args, **kwargs)
        names = [(variant["id"], in_language(variant["name"])) for variant in listed]
        self.fields["variant"].choices = names
        if not names:
            del self.fields["variant"]

    def variant_or_first(self) -> str:
        if "variant" not in self.fields:
            return ""
        chosen = self.cleaned_data["variant"] if self.is_valid() else ""
        return chosen or self.fields["variant"].choices[0][0]
