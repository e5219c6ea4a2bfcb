"""Colleagues who answer some pillars by a link in an email, without an account."""

import uuid
from datetime import datetime

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from survey.models.answer import GivenAnswer


class Respondent(models.Model):
    """One invitation.

    Name and email are for the owner's page only; of the token only a hash is kept.
    """

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    assessment = models.ForeignKey(
        "survey.Assessment", on_delete=models.CASCADE, related_name="respondents"
    )
    pillars = models.JSONField()  # codes
    name = models.CharField(max_length=100)
    # Emptied some time after the invitation has ended.
    email = models.EmailField(max_length=254, blank=True)
    language = models.CharField(max_length=5)
    token_hash = models.CharField(max_length=64, unique=True)
    invited_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    invited_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    opened_at = models.DateTimeField(null=True, blank=True)
    finished_at = models.DateTimeField(null=True, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("respondent")
        verbose_name_plural = _("respondents")
        ordering = ["invited_at", "pk"]

    def __str__(self) -> str:
        return self.name

    def stands(self, now: datetime) -> bool:
        """Whether the link still lets its reader answer."""
        return self.withdrawn_at is None and now < self.expires_at


class RespondentAnswer(GivenAnswer):
    """What a colleague answered; kept beside the owner's, whichever of the two counts."""

    given_by = None  # that is the respondent
    revision = 0  # one person writes it, so nothing is overtaken
    respondent = models.ForeignKey(
        Respondent, on_delete=models.CASCADE, related_name="answers"
    )
    # Of the answer the owner kept, knowing this one.
    settled_revision = models.PositiveIntegerField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["respondent", "question"],
                name="one_answer_per_respondent_and_question",
            )
        ]

    def __str__(self) -> str:
        return f"{self.question}: {self.level}"
