from django.db import migrations, models

WITHIN_A_YEAR, LATER = 12, 24


def tell_what_takes_longer_than_a_year(apps, schema_editor):
    """Steps stood by when they begin, so some said to be of this year were due in the next."""
    steps = apps.get_model("roadmap", "RoadmapStep")
    for step in steps.objects.filter(horizon=WITHIN_A_YEAR).select_related("roadmap"):
        if (step.due - step.roadmap.made_at.date()).days > 366:
            steps.objects.filter(pk=step.pk).update(horizon=LATER)


class Migration(migrations.Migration):
    dependencies = [("roadmap", "0001_initial")]

    operations = [
        migrations.AddField("roadmap", "left_out", models.JSONField(blank=True, default=list)),
        migrations.AlterField(
            "roadmapstep",
            "horizon",
            models.PositiveSmallIntegerField(
                choices=[
                    (0, "Right away"),
                    (3, "Within 3 months"),
                    (6, "Within 6 months"),
                    (12, "Within 12 months"),
                    (24, "After 12 months"),
                ]
            ),
        ),
        migrations.RunPython(tell_what_takes_longer_than_a_year, migrations.RunPython.noop),
    ]
