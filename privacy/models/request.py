"""What persons ask for, and what became of it."""

import uuid

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class PersonRequest(models.Model):
    """Somebody asks for a right to their data.

    Its terms are days, the last that is in time. Once the person is deleted it keeps a number
    and a mark, by which who has the address can prove that it was theirs.
    """

    class Kind(models.TextChoices):
        VIEW = "view", _("see what is kept")
        COPY = "copy", _("have a copy")
        CORRECT = "correct", _("have something corrected")
        WITHDRAW = "withdraw", _("withdraw a consent")
        OBJECT = "object", _("object to a use")
        RESTRICT = "restrict", _("have a use restricted")
        DELETE = "delete", _("have it deleted")

    class State(models.TextChoices):
        RECEIVED = "received", pgettext_lazy("of a request", "received")
        ACKNOWLEDGED = "acknowledged", pgettext_lazy("of a request", "acknowledged")
        DONE = "done", pgettext_lazy("of a request", "done")
        REFUSED = "refused", pgettext_lazy("of a request", "refused")

    OPEN = (State.RECEIVED, State.ACKNOWLEDGED)

    public_id = models.UUIDField(
        _("number"), default=uuid.uuid4, unique=True, editable=False
    )
    kind = models.CharField(_("asked for"), max_length=10, choices=Kind)
    state = models.CharField(
        _("state"), max_length=14, choices=State, default=State.RECEIVED
    )
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        verbose_name=_("account"),
    )
    # Stays when the account is gone, and then names nobody.
    user_number = models.PositiveBigIntegerField(null=True, editable=False)
    email = models.EmailField(_("email"), max_length=254, blank=True)
    mark = models.CharField(max_length=64, editable=False, db_index=True)
    language = models.CharField(_("language"), max_length=5)
    words = models.TextField(_("in their words"), blank=True)
    # Done by the person with a button, at once.
    is_own_doing = models.BooleanField(_("done by themselves"), default=False)
    received_at = models.DateTimeField(_("received"))
    acknowledge_by = models.DateField(_("to acknowledge by"))
    due_on = models.DateField(_("due"), db_index=True)
    acknowledged_at = models.DateTimeField(_("acknowledged"), null=True, blank=True)
    extended_at = models.DateTimeField(_("extended"), null=True, blank=True)
    closed_at = models.DateTimeField(_("closed"), null=True, blank=True)

    class Meta:
        verbose_name = _("request of a person")
        verbose_name_plural = _("requests of persons")
        ordering = ["due_on", "pk"]

    def __str__(self) -> str:
        return f"#{self.pk}"

    @property
    def is_open(self) -> bool:
        return self.state in self.OPEN


class RequestStep(models.Model):
    """What was done about a request, when and by whom: what proves it was in time."""

    class Action(models.TextChoices):
        RECEIVED = "received", pgettext_lazy("of a request", "received")
        ACKNOWLEDGED = "acknowledged", pgettext_lazy("of a request", "acknowledged")
        EXTENDED = "extended", pgettext_lazy("of a request", "extended")
        DONE = "done", pgettext_lazy("of a request", "done")
        REFUSED = "refused", pgettext_lazy("of a request", "refused")

    request = models.ForeignKey(
        PersonRequest, on_delete=models.CASCADE, related_name="steps"
    )
    action = models.CharField(max_length=14, choices=Action)
    at = models.DateTimeField()
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    # As the person was told.
    words = models.TextField(blank=True)

    class Meta:
        ordering = ["at", "pk"]

    def __str__(self) -> str:
        return f"{self.request_id}: {self.action}"


class AddressLink(models.Model):
    """A link that was sent to an address, so that its reader sees what is kept of it.

    Whether anything is kept was not looked at before. Goes with its end.
    """

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    email = models.EmailField(max_length=254)
    token_hash = models.CharField(max_length=64, unique=True)
    language = models.CharField(max_length=5)
    made_at = models.DateTimeField()
    # From then on whoever had it sent ends it no more: its reader has it.
    opened_at = models.DateTimeField(null=True)
    expires_at = models.DateTimeField(db_index=True)

    def __str__(self) -> str:
        return str(self.public_id)
