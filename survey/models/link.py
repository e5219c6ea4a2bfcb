"""Links that carry a secret."""

import uuid

from django.conf import settings
from django.db import models

from survey.models.assessment import Assessment
from survey.models.result import Result


class ResumeLink(models.Model):
    """A link sent by email to go on with a draft elsewhere. Only a hash of the token is kept."""

    assessment = models.ForeignKey(
        Assessment, on_delete=models.CASCADE, related_name="resume_links"
    )
    token_hash = models.CharField(max_length=64, unique=True)
    created_at = models.DateTimeField()
    expires_at = models.DateTimeField()


class ShareLink(models.Model):
    """A read-only link to a result: it ends by itself, or sooner when its owner revokes it.

    Only a hash of the token is kept.
    """

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    result = models.ForeignKey(
        Result, on_delete=models.CASCADE, related_name="share_links"
    )
    token_hash = models.CharField(max_length=64, unique=True)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    created_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True, blank=True)
