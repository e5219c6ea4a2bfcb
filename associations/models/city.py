"""What the city's agency is told: figures of many, published as a whole."""

from datetime import date

from django.db import models
from django.utils import timezone


class CityFigures(models.Model):
    """figures: all that is told, as pages, Excel and whoever else shows it. told: who was counted
    with what in them, never shown to anybody: figures change by several at once, so what they
    were counted from is kept until then, without names.
    """

    index_id = models.SlugField(max_length=60)
    is_fictional = models.BooleanField()
    figures = models.JSONField()
    told = models.BinaryField()
    published_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["index_id", "is_fictional"],
                name="city_figures_once",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.index_id} ({self.day:%Y-%m-%d})"

    @property
    def day(self) -> date:
        """By the clock of the city: files are called after the day that stands in them."""
        return timezone.localdate(self.published_at)
