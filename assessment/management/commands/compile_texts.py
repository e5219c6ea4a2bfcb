"""Compiles every package's translations with polib: not every machine has gettext.

Beside each catalogue those for household businesses, in Vietnamese and in English.
"""

from pathlib import Path

import polib
from django.conf import settings
from django.core.management.base import BaseCommand
from django.utils.translation import to_locale

from language.household import for_household
from language.texts import LANGUAGES, spoken_to

PLURALS = {
    "vi": {"Plural-Forms": "nplurals=1; plural=0;"},
    "en": {"Plural-Forms": "nplurals=2; plural=(n != 1);"},
}


class Command(BaseCommand):
    help = "Compile all locale/*/LC_MESSAGES/*.po files of the project."
    requires_system_checks: list[str] = []

    def handle(self, *args, **options) -> None:
        root = Path(settings.BASE_DIR)
        for source in sorted(root.glob("[!.]*/**/locale/*/LC_MESSAGES/*.po")):
            catalogue = polib.pofile(str(source))
            catalogue.save_as_mofile(str(source.with_suffix(".mo")))
            # The English ones stand in the code; what says a few of them otherwise has no variant.
            if source.parents[1].name == "vi":
                for language in LANGUAGES:
                    _compile_for_households(catalogue, source, language)
            if options["verbosity"]:
                self.stdout.write(str(source.relative_to(root)))


def _compile_for_households(
    catalogue: polib.POFile, source: Path, language: str
) -> None:
    """The whole catalogue: what fell back to the language could be a text of Django's instead."""
    locale = to_locale(spoken_to(language, is_household=True))
    folder = source.parents[2] / locale / "LC_MESSAGES"
    folder.mkdir(parents=True, exist_ok=True)
    variant = polib.POFile()
    variant.metadata = catalogue.metadata | PLURALS[language]
    for entry in catalogue.translated_entries():
        variant.append(_exchanged(entry, language))
    variant.save_as_mofile(str(folder / "django.mo"))


def _exchanged(entry: polib.POEntry, language: str) -> polib.POEntry:
    texts = _texts(entry, language)
    said = [for_household(text, language) for text in texts]
    changed = polib.POEntry(msgid=entry.msgid, msgctxt=entry.msgctxt)
    if not entry.msgid_plural:
        changed.msgstr = said[0]
        return changed
    changed.msgid_plural = entry.msgid_plural
    changed.msgstr_plural = dict(enumerate(said))
    return changed


def _texts(entry: polib.POEntry, language: str) -> list[str]:
    """One for each form of the language; the English ones stand in the code."""
    if language == "en":
        return [text for text in (entry.msgid, entry.msgid_plural) if text]
    if entry.msgid_plural:
        return list(entry.msgstr_plural.values())
    return [entry.msgstr]
