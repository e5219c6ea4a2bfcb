"""What levels came to, kept as it was worked out once."""

from collections.abc import Sequence
from decimal import Decimal

import numpy as np
from django.db import models
from django.utils.translation import gettext_lazy as _
from numpy.typing import NDArray

from indexes.index.model import Index
from scoring.percent import rounded_points

Levels = NDArray[np.signedinteger]  # (enterprises, questions)


def levels_in(contents: Sequence[bytes], questions: int) -> Levels:
    """What was frozen as the levels of results, a row for each; all of one index."""
    content = b"".join(contents)
    is_narrow = len(content) == questions * len(contents)
    levels = np.frombuffer(content, np.int8 if is_narrow else "<i2")
    return levels.reshape(len(contents), questions)


class FrozenOutcome(models.Model):
    """The numbers of a result, whoever gave the levels; which index they are of says `index`."""

    # One int8 per question in index order, little-endian int16 where one has too many
    # levels for that; below 0 the reserved codes of scoring.rules.
    levels = models.BinaryField()
    # One little-endian int16 per question in index order, int32 where points are divided
    # too finely for that; the same reserved codes.
    points = models.BinaryField()
    # One point is `unit` of the numbers kept here.
    unit = models.PositiveIntegerField(default=1)
    # The same for total and maximum, finer where pillars weigh.
    total_unit = models.PositiveIntegerField(default=1)
    answered = models.PositiveSmallIntegerField(_("answered questions"))
    # Below nothing where answers take points away.
    total = models.IntegerField()
    maximum = models.PositiveIntegerField()
    level = models.PositiveSmallIntegerField(_("level"), null=True)
    pillar_points = models.JSONField()
    pillar_maxima = models.JSONField()
    pillar_levels = models.JSONField()
    # The same of indicators, where the index tells their levels.
    indicator_points = models.JSONField(default=list)
    indicator_maxima = models.JSONField(default=list)
    indicator_levels = models.JSONField(default=list)

    class Meta:
        abstract = True

    index: Index

    @property
    def total_points(self) -> Decimal:
        # Whole points are told as they are, without the index being read.
        if self.total % self.total_unit == 0:
            return rounded_points(self.total, self.total_unit)
        bounds = self.index.rubric.total_bounds
        return rounded_points(self.total, self.total_unit, self.maximum, bounds)

    @property
    def maximum_points(self) -> Decimal:
        return rounded_points(self.maximum, self.total_unit)
