from django.db import migrations, models
from django.db.models import OuterRef, Subquery


def copy_names(apps, schema_editor):
    """Results made before have the name the enterprise has now: an earlier one is not kept anywhere."""
    names = apps.get_model("accounts", "Organisation").objects.filter(pk=OuterRef("organisation")).values("name")
    apps.get_model("survey", "Result").objects.update(enterprise_name=Subquery(names))


class Migration(migrations.Migration):
    dependencies = [("survey", "0001_initial")]

    operations = [
        migrations.AddField(
            "result", "enterprise_name", models.CharField(default="", max_length=200), preserve_default=False
        ),
        migrations.RunPython(copy_names, migrations.RunPython.noop),
    ]
