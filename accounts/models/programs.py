"""What programs of others come in with, in the place of a person with a password."""

import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _

from accounts.models.people import Organisation, User


class ApiToken(models.Model):
    """Lets a program do some of what its maker may; of the secret only a hash is kept.

    organisation: where it is of an organisation, it opens nothing of its maker's elsewhere.
    """

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    user = models.ForeignKey(
        User,
        verbose_name=_("made by"),
        on_delete=models.CASCADE,
        related_name="api_tokens",
    )
    organisation = models.ForeignKey(
        Organisation,
        null=True,
        verbose_name=_("for"),
        on_delete=models.CASCADE,
        related_name="api_tokens",
    )
    name = models.CharField(_("name"), max_length=60)
    rights = models.JSONField(_("what it may do"), default=list)
    secret_hash = models.CharField(max_length=64, unique=True, editable=False)
    # How the secret begins, by which its owner tells one from another.
    beginning = models.CharField(max_length=24, editable=False)
    made_at = models.DateTimeField(_("made on"))
    expires_at = models.DateTimeField(_("ends on"))
    # The day alone: when exactly a program came is nobody's business.
    used_on = models.DateField(_("last used on"), null=True)
    ended_at = models.DateTimeField(_("ended on"), null=True)

    class Meta:
        verbose_name = _("access token")
        verbose_name_plural = _("access tokens")
        ordering = ["-made_at", "-pk"]

    def __str__(self) -> str:
        return self.beginning


class ApiAnswer(models.Model):
    """What a program was answered when it wrote something: sent again, it gets the same."""

    # A hash of the token, the address and the key that the program gave.
    key = models.CharField(max_length=64, primary_key=True)
    token = models.ForeignKey(ApiToken, on_delete=models.CASCADE, related_name="+")
    sent = models.CharField(max_length=64)  # a hash of what was sent
    began_at = models.DateTimeField(db_index=True)
    status = models.PositiveSmallIntegerField(null=True)  # null: on its way
    headers = models.JSONField(default=dict)
    content = models.TextField(blank=True)

    def __str__(self) -> str:
        return self.key
