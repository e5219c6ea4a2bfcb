"""Forms that ask for one text in each language of the site."""

from typing import ClassVar

from django import forms

from language.texts import LANGUAGES


class InBothLanguages(forms.Form):
    """Fields `about_vi` and `about_en` are one text {vi, en}; IN_BOTH: those of an entry."""

    IN_BOTH: ClassVar[tuple[str, ...]] = ()

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            _stem, _line, language = name.rpartition("_")
            # Who hears the page hears the words of each language in it.
            if language in LANGUAGES:
                field.widget.attrs["lang"] = language

    def texts(self, name: str) -> dict[str, str]:
        words = {each: self.cleaned_data[f"{name}_{each}"] for each in LANGUAGES}
        return {each: text for each, text in words.items() if text}

    @classmethod
    def split(cls, entry: object) -> dict[str, str]:
        """As it stands now, by the names of the fields."""
        initial = {}
        for name in cls.IN_BOTH:
            texts = getattr(entry, name)
            initial |= {f"{name}_{each}": texts.get(each, "") for each in LANGUAGES}
        return initial
