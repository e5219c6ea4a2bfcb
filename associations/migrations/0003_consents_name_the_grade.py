"""Consents under the third wording say how far the answers are proved may be seen, as their words did from the first."""

from django.db import migrations

WORDING, ITEM = "share-3-2026-11", "grade"


def name_the_grade(apps, schema_editor) -> None:
    for consent in apps.get_model("accounts", "Consent").objects.filter(text_version=WORDING):
        if ITEM not in consent.items:
            consent.items = sorted([*consent.items, ITEM])
            consent.save(update_fields=["items"])


class Migration(migrations.Migration):
    dependencies = [("associations", "0002_model_names"), ("accounts", "0004_model_names")]
    operations = [migrations.RunPython(name_the_grade, migrations.RunPython.noop)]
