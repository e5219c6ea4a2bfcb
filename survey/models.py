import uuid
from datetime import datetime
from decimal import Decimal

from django.conf import settings
from django.core.validators import MinValueValidator
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from accounts.models import Organisation
from scoring.percent import rounded_points
from survey.models_evidence import Evidence
from survey.models_given import GivenAnswer
from survey.models_respondents import Respondent, RespondentAnswer

__all__ = [
    "Answer",
    "AnswerChange",
    "Assessment",
    "BenchmarkCell",
    "Evidence",
    "Figure",
    "GivenAnswer",
    "IndexVersion",
    "Respondent",
    "RespondentAnswer",
    "Result",
    "ResumeLink",
    "ShareLink",
]


class WithoutDocument(models.Manager):
    """The document is heavy and kept by each process once read (`survey.index.index_of`): load it when asked for."""

    def get_queryset(self) -> models.QuerySet:
        return super().get_queryset().defer("document")


class IndexVersion(models.Model):
    """A version of an index document. Published, it never changes: a correction is a new version."""

    class Status(models.TextChoices):
        DRAFT = "draft", pgettext_lazy("of an index", "draft")
        PUBLISHED = "published", _("published")
        RETIRED = "retired", _("retired")

    index_id = models.SlugField(_("index"), max_length=60)
    version = models.PositiveIntegerField(_("version"))
    checksum = models.CharField(_("checksum"), max_length=64)
    document = models.JSONField()
    status = models.CharField(_("status"), max_length=10, choices=Status, default=Status.PUBLISHED)
    published_at = models.DateTimeField(_("published or uploaded"), default=timezone.now)

    objects = WithoutDocument()

    class Meta:
        verbose_name = _("index version")
        verbose_name_plural = _("index versions")
        ordering = ["index_id", "-version"]
        base_manager_name = "objects"
        constraints = [models.UniqueConstraint(fields=["index_id", "version"], name="one_document_per_version")]

    def __str__(self) -> str:
        return f"{self.index_id} v{self.version}"


class Assessment(models.Model):
    """One enterprise answering one index: a round. The figures of the round stand here and in `Figure`."""

    class State(models.TextChoices):
        DRAFT = "draft", _("being filled in")
        SUBMITTED = "submitted", _("submitted")

    public_id = models.UUIDField(_("number"), default=uuid.uuid4, unique=True, editable=False)
    organisation = models.ForeignKey(
        Organisation, on_delete=models.CASCADE, related_name="assessments", verbose_name=_("enterprise")
    )
    index_version = models.ForeignKey(
        IndexVersion, on_delete=models.PROTECT, related_name="assessments", verbose_name=_("index version")
    )
    round = models.PositiveSmallIntegerField(_("round"), default=1)
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.DRAFT)
    sector = models.CharField(_("sector"), max_length=2, blank=True)
    area = models.CharField(_("area"), max_length=5, blank=True)
    employees = models.PositiveIntegerField(_("number of people"), null=True, blank=True)
    # VND, latest year
    revenue = models.BigIntegerField(
        _("revenue of last year"), null=True, blank=True, validators=[MinValueValidator(0)]
    )
    # VND
    capital = models.BigIntegerField(_("total capital"), null=True, blank=True, validators=[MinValueValidator(0)])
    size = models.CharField(_("size"), max_length=6, blank=True)  # Decree 80 class at the time, see accounts.sizes
    variant = models.CharField(_("industry in the index"), max_length=40, blank=True, default="")
    started_at = models.DateTimeField(_("begun"))
    changed_at = models.DateTimeField(_("last change"))
    submitted_at = models.DateTimeField(_("submitted on"), null=True, blank=True)

    class Meta:
        verbose_name = _("assessment")
        verbose_name_plural = _("assessments")
        ordering = ["-started_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "index_version", "round"], name="one_assessment_per_round"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.organisation} – {self.round}"


class Figure(models.Model):
    """A number asked once per round (employees, revenue of the quarter …) and used by many ratios."""

    assessment = models.ForeignKey(Assessment, on_delete=models.CASCADE, related_name="figures")
    name = models.CharField(max_length=40)
    value = models.DecimalField(max_digits=20, decimal_places=2)
    changed_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["assessment", "name"], name="one_figure_each")]

    def __str__(self) -> str:
        return f"{self.name}={self.value}"


class Answer(GivenAnswer):
    assessment = models.ForeignKey(Assessment, on_delete=models.CASCADE, related_name="answers")
    revision = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["assessment", "question"], name="one_answer_per_question")]

    def __str__(self) -> str:
        return f"{self.question}: {self.level}"


class AnswerChange(GivenAnswer):
    """Every value an answer ever had, oldest first. Two people who answer the same question are both kept."""

    assessment = models.ForeignKey(Assessment, on_delete=models.CASCADE, related_name="changes")
    revision = models.PositiveIntegerField()

    class Meta:
        ordering = ["assessment", "question", "revision"]
        constraints = [
            models.UniqueConstraint(fields=["assessment", "question", "revision"], name="one_change_per_revision")
        ]


class Result(models.Model):
    """The frozen outcome of a submitted assessment. Never rewritten: a new decision adds a result beside it."""

    public_id = models.UUIDField(_("number"), default=uuid.uuid4, unique=True, editable=False)
    assessment = models.ForeignKey(
        Assessment, on_delete=models.CASCADE, related_name="results", verbose_name=_("assessment")
    )
    organisation = models.ForeignKey(
        Organisation, on_delete=models.CASCADE, related_name="results", verbose_name=_("enterprise")
    )
    index_version = models.ForeignKey(
        IndexVersion, on_delete=models.PROTECT, related_name="results", verbose_name=_("index version")
    )
    engine_version = models.CharField(_("version of the engine"), max_length=10)
    # As it was then: a report keeps the name it was made for
    enterprise_name = models.CharField(_("name at that time"), max_length=200)
    levels = models.BinaryField()  # int8 per question in index order; reserved codes of scoring.rubric
    points = models.BinaryField()  # int16 little-endian per question in index order; same reserved codes
    unit = models.PositiveSmallIntegerField(default=1)  # one point is `unit` of the numbers kept here
    total_unit = models.PositiveIntegerField(default=1)  # the same for total and maximum, finer where pillars weigh
    answered = models.PositiveSmallIntegerField(_("answered questions"))
    total = models.PositiveIntegerField()
    maximum = models.PositiveIntegerField()
    level = models.PositiveSmallIntegerField(_("level"), null=True)
    pillar_points = models.JSONField()
    pillar_maxima = models.JSONField()
    pillar_levels = models.JSONField()
    sector = models.CharField(_("sector"), max_length=2, blank=True)
    area = models.CharField(_("area"), max_length=5, blank=True)
    size = models.CharField(_("size"), max_length=6, blank=True)
    # How far the answers are proved
    grade = models.CharField(_("how far to trust it"), max_length=20, default="self_declared")
    # Made by reading the same answers again, not by submitting: the reading of that time, which stays.
    rescored_from = models.ForeignKey(
        "self",
        null=True,
        blank=True,
        on_delete=models.CASCADE,
        related_name="read_anew",
        verbose_name=_("read anew from"),
    )
    input_digest = models.CharField(_("checksum of the answers"), max_length=64)
    verification_code = models.CharField(_("verification code"), max_length=16, unique=True)
    created_at = models.DateTimeField(_("counted on"))

    class Meta:
        verbose_name = _("result")
        verbose_name_plural = _("results")
        ordering = ["-created_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["assessment", "index_version", "engine_version"], name="one_result_per_reading"
            )
        ]
        indexes = [models.Index(fields=["organisation", "-created_at"], name="results_of_organisation")]

    def __str__(self) -> str:
        return f"{self.verification_code}"

    @property
    def answered_at(self) -> datetime:
        """When the answers were given: earlier than `created_at` where they were read anew."""
        return self.assessment.submitted_at or self.created_at

    @property
    def total_points(self) -> Decimal:
        return rounded_points(self.total, self.total_unit)

    @property
    def maximum_points(self) -> Decimal:
        return rounded_points(self.maximum, self.total_unit)


class ResumeLink(models.Model):
    """A link sent by email to go on with a draft elsewhere. Only a hash of the token is kept."""

    assessment = models.ForeignKey(Assessment, on_delete=models.CASCADE, related_name="resume_links")
    token_hash = models.CharField(max_length=64, unique=True)
    created_at = models.DateTimeField()
    expires_at = models.DateTimeField()


class ShareLink(models.Model):
    """A read-only link to a result that its owner can revoke. Only a hash of the token is kept."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    result = models.ForeignKey(Result, on_delete=models.CASCADE, related_name="share_links")
    token_hash = models.CharField(max_length=64, unique=True)
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    created_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True, blank=True)


class BenchmarkCell(models.Model):
    """Newest results of many enterprises, counted: how many have each percent. Holds nobody's identity.

    A blank sector, size or area means any. `area` is a former province: of the 168 units hardly one would hold
    enough enterprises. Cells below scoring.benchmark.MINIMUM are never written. Invented enterprises have their own.
    """

    index_id = models.SlugField(max_length=60)
    is_fictional = models.BooleanField()
    sector = models.CharField(max_length=2, blank=True)
    size = models.CharField(max_length=6, blank=True)
    area = models.CharField(max_length=20, blank=True)
    count = models.PositiveIntegerField()
    pillars = models.JSONField()  # codes, in the order of the counts
    counts = models.BinaryField()  # see survey.benchmark.packed: the total, then each pillar
    rises = models.PositiveIntegerField(default=0)  # enterprises whose level rose; 0 when too few to tell
    raised = models.JSONField(default=dict)  # of these, how many raised each question, by code
    updated_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["index_id", "is_fictional", "sector", "size", "area"], name="one_cell_each"
            )
        ]

    def __str__(self) -> str:
        return f"{self.index_id}: {self.sector}/{self.size}/{self.area} ({self.count})"
