"""Where an administrator of indexes goes, and what is done there."""

import yaml
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from indexes.models import IndexVersion
from tests.builders import (
    small_document,
)


def newer(**head) -> dict:
    document = small_document()
    document["index"] |= {"version": 2, **head}
    return document


def file_of(document: dict | str, name: str = "anything.yaml") -> dict:
    content = (
        document
        if isinstance(document, str)
        else yaml.safe_dump(document, allow_unicode=True, sort_keys=False)
    )
    return {"file": SimpleUploadedFile(name, content.encode())}


def page(name: str, *args) -> str:
    if name == "preview":
        return reverse("survey:preview", args=args)
    return reverse(f"admin:indexes_indexversion_{name}", args=args)


def do(client: Client, version: IndexVersion, action: str):
    return client.post(page("action", version.pk, action), {"sure": "on"}, follow=True)


def trial_of(client: Client, version: IndexVersion, **posted: str):
    return client.post(page("trial", version.pk), {"line": "", **posted})
