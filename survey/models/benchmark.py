"""Newest results of many enterprises, counted."""

from django.db import models


class BenchmarkCell(models.Model):
    """Newest results of many enterprises, as far as they may be told.

    Holds nobody's identity. A blank sector, size or area means any. `area` is a former
    province: of the 168 units hardly one would hold enough enterprises. Cells below
    scoring.benchmark.MINIMUM are never written. Invented enterprises have their own.
    """

    index_id = models.SlugField(max_length=60)
    is_fictional = models.BooleanField()
    sector = models.CharField(max_length=2, blank=True)
    size = models.CharField(max_length=6, blank=True)
    area = models.CharField(max_length=20, blank=True)
    # Rounded down to a ten where no counts are told.
    count = models.PositiveIntegerField()
    pillars = models.JSONField()  # codes, in the order of the counts
    # The total, then each pillar; zeros where too few have it. See survey.benchmark.columns.
    counts = models.BinaryField()
    # The same order: around where half stands (scoring.benchmark.middle) where no more may
    # be told, else null.
    middles = models.JSONField(default=list)
    # Enterprises whose level rose: 0 where too few did, so that none can be told from it.
    rises = models.PositiveIntegerField(default=0)
    # Of these, how many at least raised each question, by code, in steps of several.
    raised = models.JSONField(default=dict)
    # When what is told here last changed.
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

    @property
    def tells_counts(self) -> bool:
        """Of the total; else no more than around where half stands."""
        return self.middles[0] is None


class CountedRows(models.Model):
    """Who was counted with what when the cells last changed; never shown to anybody.

    Figures change only by several enterprises at once, so what they were counted from is
    kept until then: also the numbers of an enterprise that is gone, without its name.
    """

    class Kind(models.TextChoices):
        PERCENTS = "percents"
        RISES = "rises"

    index_id = models.SlugField(max_length=60)
    is_fictional = models.BooleanField()
    kind = models.CharField(max_length=8, choices=Kind)
    content = models.BinaryField()  # see survey.benchmark.rows

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["index_id", "is_fictional", "kind"], name="counted_rows_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.index_id}: {self.kind}"
