"""What was suggested to whom, and by which directory."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from accounts.models import Organisation
from providers.models.directory import Provider
from survey.models import Result


class DirectoryState(models.Model):
    """The directory as it stood when something was suggested by it, under its own digest.

    Only what suggestions read: no addresses and no telephones.
    """

    digest = models.CharField(max_length=64, primary_key=True)
    content = models.BinaryField()  # as `providers.matching.kept.state` packs it
    kept_at = models.DateTimeField()

    def __str__(self) -> str:
        return self.digest[:8]


class Recommendation(models.Model):
    """A stored match: what was suggested for a result, why, and what was left out.

    Kept as it was shown.
    """

    result = models.ForeignKey(
        Result,
        verbose_name=_("result"),
        on_delete=models.CASCADE,
        related_name="recommendations",
    )
    # VND a year.
    budget = models.BigIntegerField(_("budget (dong)"), null=True, blank=True)
    # Names, ids, numbers and codes; sentences are made when it is read (explain), in
    # the language of the reader.
    content = models.JSONField(_("content"))
    # What it was worked out from besides the result, the index and the directory.
    inputs = models.JSONField(_("worked out from"), default=dict)
    directory = models.ForeignKey(
        DirectoryState,
        verbose_name=_("directory of the time"),
        null=True,
        on_delete=models.PROTECT,
        related_name="recommendations",
    )
    # Who stood in full beside which question, by key of the provider: turns go by it.
    shown = models.JSONField(_("shown in full"), default=dict)
    # What became of each provider in it, to be counted (`matching.outcome`); and what the
    # list for all is worth as it was drawn, and at best.
    outcome = models.JSONField(_("what became of each provider"), default=dict)
    worth = models.JSONField(_("worth of the list"), default=list)
    # Of the content, which holds the request: same digest, same answer.
    digest = models.CharField(_("digest"), max_length=64)
    created_at = models.DateTimeField(_("created"))
    # The one asked for last is the one that is shown.
    asked_at = models.DateTimeField(_("last asked for"))

    class Meta:
        verbose_name = _("recommendation")
        verbose_name_plural = _("recommendations")
        ordering = ["-asked_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["result", "digest"], name="one_recommendation_per_question"
            )
        ]
        indexes = [models.Index(fields=["created_at"], name="recommendations_of_month")]

    def __str__(self) -> str:
        return f"{self.result_id}: {self.digest[:8]}"


class MonthCount(models.Model):
    """What was suggested in a month, counted once it is over. No enterprise is in it."""

    month = models.DateField(unique=True)  # its first day
    content = models.JSONField()  # as `providers.exposure.services` counts it
    counted_at = models.DateTimeField()

    class Meta:
        ordering = ["-month"]

    def __str__(self) -> str:
        return self.month.isoformat()


class HiddenProvider(models.Model):
    """That an enterprise wants a provider suggested no more; taken back, the row goes."""

    enterprise = models.ForeignKey(
        Organisation, on_delete=models.CASCADE, related_name="providers_hidden"
    )
    provider = models.ForeignKey(
        Provider, on_delete=models.CASCADE, related_name="hidden_by"
    )
    hidden_at = models.DateTimeField()

    class Meta:
        ordering = ["hidden_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["enterprise", "provider"], name="hidden_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.enterprise_id}: {self.provider_id}"
