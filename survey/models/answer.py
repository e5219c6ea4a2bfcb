"""What a person gave for one question: the same fields for an answer, its history, and what
a colleague answered.
"""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from survey.models.assessment import Assessment


class GivenAnswer(models.Model):
    """What a person gave for one question.

    `level` is what it amounts to, or null when it cannot be told yet.
    """

    class State(models.TextChoices):
        ANSWERED = "answered", _("answered")
        NOT_APPLICABLE = "not_applicable", _("not applicable")
        # Taken back: it counts as not answered, and is kept for the history.
        CLEARED = "cleared", _("cleared")

    question = models.CharField(max_length=20)
    state = models.CharField(max_length=14, choices=State, default=State.ANSWERED)
    level = models.PositiveSmallIntegerField(null=True, blank=True)
    numerator = models.DecimalField(
        max_digits=20, decimal_places=2, null=True, blank=True
    )
    denominator = models.DecimalField(
        max_digits=20, decimal_places=2, null=True, blank=True
    )
    count = models.PositiveIntegerField(null=True, blank=True)
    text = models.TextField(blank=True)
    # Ids of the options picked, in the order of the index.
    chosen = models.JSONField(default=list, blank=True)
    # Copied from an earlier round, not yet looked at.
    to_confirm = models.BooleanField(default=False)
    changed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    changed_at = models.DateTimeField()
    given_by = models.ForeignKey(
        "survey.Respondent", null=True, on_delete=models.SET_NULL, related_name="+"
    )

    class Meta:
        abstract = True


class Answer(GivenAnswer):
    assessment = models.ForeignKey(
        Assessment, on_delete=models.CASCADE, related_name="answers"
    )
    revision = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["assessment", "question"], name="one_answer_per_question"
            )
        ]

    def __str__(self) -> str:
        return f"{self.question}: {self.level}"


class AnswerChange(GivenAnswer):
    """Every value an answer ever had, oldest first.

    Two people who answer the same question are both kept.
    """

    assessment = models.ForeignKey(
        Assessment, on_delete=models.CASCADE, related_name="changes"
    )
    revision = models.PositiveIntegerField()

    class Meta:
        ordering = ["assessment", "question", "revision"]
        constraints = [
            models.UniqueConstraint(
                fields=["assessment", "question", "revision"],
                name="one_change_per_revision",
            )
        ]
