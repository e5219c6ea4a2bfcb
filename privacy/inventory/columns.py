"""Every field of the database, of this project and of the libraries that keep something."""

from collections.abc import Mapping

from django.apps import apps


def kept_fields() -> Mapping[str, tuple[str, ...]]:
    """{label of the model: names of its fields}, all that is installed."""
    fields = {}
    for model in apps.get_models(include_auto_created=True):
        names = [*model._meta.concrete_fields, *model._meta.many_to_many]
        fields[model._meta.label] = tuple(field.name for field in names)
    return fields
