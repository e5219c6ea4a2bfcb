"""What is counted of one provider in one month."""

from django.db import models

from providers.models.directory import Provider


class ProviderMonth(models.Model):
    """Numbers alone: which enterprises they are stands nowhere.

    opened: counted as it happens. The others are known once the month is over: suggested, how
    many answers it gave, and the median of how long they took, in hours of working days.
    """

    provider = models.ForeignKey(
        Provider, on_delete=models.CASCADE, related_name="months"
    )
    month = models.DateField()  # its first day
    opened = models.PositiveIntegerField(default=0)
    suggested = models.PositiveIntegerField(null=True)
    answers = models.PositiveIntegerField(default=0)
    hours = models.FloatField(null=True)

    class Meta:
        ordering = ["provider", "-month"]
        constraints = [
            models.UniqueConstraint(
                fields=["provider", "month"], name="provider_month_once"
            )
        ]
        indexes = [models.Index(fields=["month"], name="months_of_all")]

    def __str__(self) -> str:
        return f"{self.provider_id} {self.month:%Y-%m}"
