"""What is written down of who did what, and of forms that were sent."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from accounts.models.people import Organisation, User


class AuditEvent(models.Model):
    """Who did or opened what. Holds ids and codes only, no personal data."""

    at = models.DateTimeField(_("when"), db_index=True)
    actor = models.ForeignKey(
        User,
        null=True,
        verbose_name=_("who"),
        on_delete=models.SET_NULL,
        related_name="+",
    )
    organisation = models.ForeignKey(
        Organisation,
        null=True,
        verbose_name=_("organisation"),
        on_delete=models.CASCADE,
        related_name="events",
    )
    action = models.CharField(_("action"), max_length=40)  # e.g. "consent.given"
    # For example "result:<public id>".
    subject = models.CharField(_("about what"), max_length=80, blank=True)
    details = models.JSONField(_("details"), default=dict, blank=True)
    # Entries of one organisation, or of one kind of event of the site, are a chain.
    chain = models.CharField(max_length=40, editable=False)
    number = models.PositiveBigIntegerField(_("number in its chain"), editable=False)
    # Stays when the account is gone, and then names nobody.
    actor_number = models.PositiveBigIntegerField(null=True, editable=False)
    # The seal before; nothing before the first one.
    previous = models.CharField(max_length=64, blank=True, editable=False)
    seal = models.CharField(_("seal"), max_length=64, editable=False)

    class Meta:
        verbose_name = _("audit entry")
        verbose_name_plural = _("audit log")
        ordering = ["-at", "-pk"]
        indexes = [
            models.Index(fields=["organisation", "-at"], name="audit_of_organisation")
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["chain", "number"], name="one_entry_per_number"
            ),
            models.UniqueConstraint(
                fields=["chain", "previous"], name="no_chain_forks"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.action} {self.subject}"


class AuditHead(models.Model):
    """The end of a chain of the audit log, locked by whoever adds to it."""

    chain = models.CharField(max_length=40, primary_key=True)
    organisation = models.OneToOneField(
        Organisation,
        null=True,
        on_delete=models.CASCADE,
        related_name="audit_head",
    )
    number = models.PositiveBigIntegerField(default=0)
    seal = models.CharField(max_length=64, blank=True)
    # The oldest entry that is kept: older ones were deleted when their time was over.
    first_number = models.PositiveBigIntegerField(default=1)
    first_previous = models.CharField(max_length=64, blank=True)

    def __str__(self) -> str:
        return f"{self.chain}: {self.number}"


class Posting(models.Model):
    """That a form was sent as it was rendered, and the answer to it: a second send gets the same.

    The answer leads on and sets cookies; no page and nothing typed is kept.
    """

    key = models.CharField(max_length=64, primary_key=True)  # a hash
    began_at = models.DateTimeField()
    ends_at = models.DateTimeField(db_index=True)
    answer = models.JSONField(null=True)  # null: on its way

    def __str__(self) -> str:
        return self.key
