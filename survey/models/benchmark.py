"""Newest results of many enterprises, counted."""

from django.db import models


class BenchmarkCell(models.Model):
    """Newest results of many enterprises, counted: how many have each percent.

    Holds nobody's identity. A blank sector, size or area means any. `area` is a former
    province: of the 168 units hardly one would hold enough enterprises. Cells below
    scoring.benchmark.MINIMUM are never written. Invented enterprises have their own.
    """

    index_id = models.SlugField(max_length=60)
    is_fictional = models.BooleanField()
    sector = models.CharField(max_length=2, blank=True)
    size = models.CharField(max_length=6, blank=True)
    area = models.CharField(max_length=20, blank=True)
    count = models.PositiveIntegerField()
    pillars = models.JSONField()  # codes, in the order of the counts
    # The total, then each pillar; see survey.benchmark.columns.packed.
    counts = models.BinaryField()
    # Enterprises whose level rose: 0 where too few did, so that none can be told from it.
    rises = models.PositiveIntegerField(default=0)
    # Of these, how many raised each question, by code.
    raised = models.JSONField(default=dict)
    updated_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["index_id", "is_fictional", "sector", "size", "area"],
                name="one_cell_each",
            )
        ]

    def __str__(self) -> str:
        return f"{self.index_id}: {self.sector}/{self.size}/{self.area} ({self.count})"
