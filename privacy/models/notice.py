"""That somebody was told before something goes."""

from django.db import models


class Notice(models.Model):
    """row: the key of what goes by this rule. letters: how many the mail server took."""

    rule = models.CharField(max_length=40)
    row = models.PositiveBigIntegerField()
    letters = models.PositiveSmallIntegerField()
    # The first try, also where none left then.
    told_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["rule", "row"], name="one_notice_of_a_row")
        ]

    def __str__(self) -> str:
        return f"{self.rule} {self.row}"
