"""What the tests of the frame's pages share: reading one in a language, loading indexes."""

from io import StringIO

from django.core.management import call_command
from django.test import Client

from assessment.front import forget

LANGUAGES = ("vi", "en")
OWN_PAGES = ("/", "/gioi-thieu/")


def read(client: Client, address: str, language: str, **extra):
    client.cookies["django_language"] = language
    return client.get(address, **extra)


def load(*names: str) -> None:
    """Publishes indexes of the project; the next visit sees them."""
    for name in names:
        call_command("load_index", f"fixtures/indexes/{name}.yaml", stdout=StringIO())
    forget()
