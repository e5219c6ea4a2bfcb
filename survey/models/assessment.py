"""One enterprise answering one index, with the numbers of the round."""

import uuid

from django.core.validators import MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from accounts.models import Organisation
from accounts.models.people import RoundKey
from indexes.index.model import Index
from indexes.models import IndexVersion


class Assessment(models.Model):
    """One enterprise answering one index: a round.

    The figures of the round stand here and in `Figure`.
    """

    class State(models.TextChoices):
        DRAFT = "draft", _("being filled in")
        SUBMITTED = "submitted", _("submitted")

    public_id = models.UUIDField(
        _("number"), default=uuid.uuid4, unique=True, editable=False
    )
    organisation = models.ForeignKey(
        Organisation,
        on_delete=models.CASCADE,
        related_name="assessments",
        verbose_name=_("enterprise"),
    )
    index_version = models.ForeignKey(
        IndexVersion,
        on_delete=models.PROTECT,
        related_name="assessments",
        verbose_name=_("index version"),
    )
    round = models.PositiveSmallIntegerField(_("round"), default=1)
    state = models.CharField(
        _("state"), max_length=10, choices=State, default=State.DRAFT
    )
    sector = models.CharField(_("sector"), max_length=2, blank=True)
    area = models.CharField(_("area"), max_length=5, blank=True)
    employees = models.PositiveIntegerField(
        _("number of people"), null=True, blank=True
    )
    # In VND, of the latest year
    revenue = models.BigIntegerField(
        _("revenue of last year"),
        null=True,
        blank=True,
        validators=[MinValueValidator(0)],
    )
    # Of a household business that told this alone; the figure says more, whichever is newer holds.
    is_above_threshold = models.BooleanField(
        _("sells more than what e-invoices are asked from"), null=True, blank=True
    )
    # In VND
    capital = models.BigIntegerField(
        _("total capital"), null=True, blank=True, validators=[MinValueValidator(0)]
    )
    # Then capital alone decides its class; asked only where that makes another one.
    is_young = models.BooleanField(_("less than a year old"), default=False)
    # Class of Decree 80 at the time, see registry.sizes: the enterprise may have grown since.
    size = models.CharField(_("size"), max_length=6, blank=True)
    variant = models.CharField(
        _("industry in the index"), max_length=40, blank=True, default=""
    )
    # How the enterprise works, {way: whether it is so}; what is not known is not there.
    ways = models.JSONField(_("how it works"), blank=True, default=dict)
    # What its owner wants first, in the order of indexes.advice.model.PURPOSES.
    wants = models.JSONField(_("wanted first"), blank=True, default=list)
    # By an association, for a member that asked for it; who and how it knows itself.
    is_assisted = models.BooleanField(_("typed by an association"), default=False)
    # Until its owner confirms it, or goes on with it: nobody else writes in it meanwhile.
    is_being_typed = models.BooleanField(
        _("being typed by an association"), default=False
    )
    started_at = models.DateTimeField(_("begun"))
    changed_at = models.DateTimeField(_("last change"))
    submitted_at = models.DateTimeField(_("submitted on"), null=True, blank=True)
    # The round as it was sent before, where this one mends a slip in it: both are kept.
    corrects = models.OneToOneField(
        "self",
        null=True,
        blank=True,
        on_delete=models.CASCADE,
        related_name="correction",
        verbose_name=_("corrects"),
    )
    # When its correction was sent; from then on that one counts.
    replaced_at = models.DateTimeField(_("replaced on"), null=True, blank=True)

    class Meta:
        verbose_name = _("assessment")
        verbose_name_plural = _("assessments")
        ordering = ["-started_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "index_version", "round"],
                # A correction bears the number of the round it corrects.
                condition=models.Q(corrects__isnull=True),
                name="one_assessment_per_round",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.organisation} – {self.round}"

    @property
    def round_key(self) -> RoundKey:
        """What a consent names it by; its correction bears the same."""
        return self.index_version.index_id, self.round

    @property
    def index(self) -> Index:
        """The index that is answered, in the variant of the enterprise."""
        return self.index_version.index_in(self.variant)


class Figure(models.Model):
    """A number asked once per round and used by many ratios: revenue of the quarter …"""

    assessment = models.ForeignKey(
        Assessment, on_delete=models.CASCADE, related_name="figures"
    )
    name = models.CharField(max_length=40)
    value = models.DecimalField(max_digits=20, decimal_places=2)
    changed_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["assessment", "name"], name="one_figure_each"
            )
        ]

    def __str__(self) -> str:
        return f"{self.name}={self.value}"
