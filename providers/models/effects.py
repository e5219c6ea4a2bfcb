"""What was counted of firms that had a solution delivered."""

from django.db import models

from providers.models.directory import Solution


class SolutionEffect(models.Model):
    """Of ten firms and more, beside as many like them; no enterprise is in it."""

    solution = models.ForeignKey(
        Solution, on_delete=models.CASCADE, related_name="effects"
    )
    index_id = models.SlugField(max_length=60)
    # As `scoring.disclosure.change.Beside` counts it.
    change = models.FloatField()
    firms = models.PositiveIntegerField()
    change_alike = models.FloatField()
    alike = models.PositiveIntegerField()
    counted_at = models.DateTimeField()

    class Meta:
        ordering = ["solution", "index_id"]
        constraints = [
            models.UniqueConstraint(
                fields=["solution", "index_id"], name="one_effect_an_index"
            )
        ]

    def __str__(self) -> str:
        return f"{self.solution_id} {self.index_id}"
