from django.db import migrations, models
from django.db.models import F


def one_unit_until_now(apps, schema_editor):
    """Until pillars could weigh, totals were kept in the unit of the points."""
    apps.get_model("survey", "Result").objects.exclude(unit=1).update(total_unit=F("unit"))


class Migration(migrations.Migration):
    dependencies = [("survey", "0004_benchmark_cells")]

    operations = [
        migrations.AddField("assessment", "variant", models.CharField(blank=True, max_length=40, default="")),
        migrations.AddField("answer", "chosen", models.JSONField(blank=True, default=list)),
        migrations.AddField("answerchange", "chosen", models.JSONField(blank=True, default=list)),
        migrations.AddField("result", "total_unit", models.PositiveIntegerField(default=1)),
        migrations.RunPython(one_unit_until_now, migrations.RunPython.noop),
    ]
