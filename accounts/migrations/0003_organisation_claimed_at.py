from django.db import migrations, models
from django.db.models import Min, OuterRef, Subquery


def set_for_known_owners(apps, schema_editor):
    """Whoever has a member is claimed since the first one; the audit log still tells of members who are gone."""
    Organisation = apps.get_model("accounts", "Organisation")
    members = apps.get_model("accounts", "Membership").objects.filter(organisation=OuterRef("pk"))
    first = members.order_by().values("organisation").annotate(at=Min("since")).values("at")
    Organisation.objects.filter(memberships__isnull=False).update(claimed_at=Subquery(first))
    events = apps.get_model("accounts", "AuditEvent").objects.filter(
        organisation=OuterRef("pk"), deed__in=["member.added", "enterprise.claimed"]
    )
    told = events.order_by().values("organisation").annotate(at=Min("at")).values("at")
    Organisation.objects.filter(claimed_at__isnull=True).update(claimed_at=Subquery(told))


class Migration(migrations.Migration):
    dependencies = [("accounts", "0002_search_key")]

    operations = [
        migrations.AddField("organisation", "claimed_at", models.DateTimeField(editable=False, null=True)),
        migrations.RunPython(set_for_known_owners, migrations.RunPython.noop),
    ]
