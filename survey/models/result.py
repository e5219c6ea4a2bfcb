"""The frozen outcome of a submitted assessment."""

import uuid
from datetime import datetime

from django.db import models
from django.utils.translation import gettext_lazy as _

from accounts.models import Organisation
from accounts.models.people import RoundKey
from indexes.index.model import Index
from indexes.models import IndexVersion
from survey.models.assessment import Assessment
from survey.models.outcome import FrozenOutcome


class Result(FrozenOutcome):
    """The frozen outcome of a submitted assessment.

    Never rewritten: a new decision adds a result beside it.
    """

    public_id = models.UUIDField(
        _("number"), default=uuid.uuid4, unique=True, editable=False
    )
    assessment = models.ForeignKey(
        Assessment,
        on_delete=models.CASCADE,
        related_name="results",
        verbose_name=_("assessment"),
    )
    organisation = models.ForeignKey(
        Organisation,
        on_delete=models.CASCADE,
        related_name="results",
        verbose_name=_("enterprise"),
    )
    index_version = models.ForeignKey(
        IndexVersion,
        on_delete=models.PROTECT,
        related_name="results",
        verbose_name=_("index version"),
    )
    engine_version = models.CharField(_("version of the engine"), max_length=10)
    # As it was then: a report keeps the name it was made for.
    enterprise_name = models.CharField(_("name at that time"), max_length=200)
    sector = models.CharField(_("sector"), max_length=2, blank=True)
    area = models.CharField(_("area"), max_length=5, blank=True)
    size = models.CharField(_("size"), max_length=6, blank=True)
    # How far the answers were proved then; pages look at the evidence as it stands.
    grade = models.CharField(
        _("how far to trust it"), max_length=20, default="self_declared"
    )
    # Where the same answers were read again: the reading made at submission, which stays.
    rescored_from = models.ForeignKey(
        "self",
        null=True,
        blank=True,
        on_delete=models.CASCADE,
        related_name="read_anew",
        verbose_name=_("read anew from"),
    )
    input_digest = models.CharField(_("checksum of the answers"), max_length=64)
    verification_code = models.CharField(
        _("verification code"), max_length=16, unique=True
    )
    created_at = models.DateTimeField(_("counted on"))

    class Meta:
        verbose_name = _("result")
        verbose_name_plural = _("results")
        ordering = ["-created_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["assessment", "index_version", "engine_version"],
                name="one_result_per_reading",
            )
        ]
        indexes = [
            models.Index(
                fields=["organisation", "-created_at"], name="results_of_organisation"
            )
        ]

    def __str__(self) -> str:
        return f"{self.verification_code}"

    @property
    def round_key(self) -> RoundKey:
        """As `Assessment.round_key`."""
        return self.index_version.index_id, self.assessment.round

    @property
    def answered_at(self) -> datetime:
        """When the answers were given: earlier than `created_at` where they were read anew."""
        return self.assessment.submitted_at or self.created_at

    @property
    def index(self) -> Index:
        """The index that judged the answers, in the variant of the assessment."""
        shared = self.index_version.index
        # Without variants the assessment need not be read.
        if not shared.variants:
            return shared
        return self.index_version.index_in(self.assessment.variant)


class Newest(models.Model):
    """Which result of an enterprise is its newest one: a list of many would look for each."""

    organisation = models.OneToOneField(
        Organisation,
        on_delete=models.CASCADE,
        related_name="newest",
    )
    result = models.OneToOneField(
        Result,
        on_delete=models.CASCADE,
        related_name="newest_of",
    )

    def __str__(self) -> str:
        return f"{self.organisation_id}: {self.result_id}"
