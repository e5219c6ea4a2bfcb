"""Files made of what members share: kept for a day, and fetched once by who asked."""

import uuid

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import Organisation, User
from background.models import Run


class Export(models.Model):
    class Form(models.TextChoices):
        XLSX = "xlsx", _("Excel workbook")
        CSV = "csv", _("CSV file")
        PDF = "pdf", _("Report (PDF)")
        SLIDES = "slides", _("Pictures for slides (ZIP)")

    public_id = models.UUIDField(
        _("public id"), default=uuid.uuid4, unique=True, editable=False
    )
    association = models.ForeignKey(
        Organisation,
        verbose_name=_("association"),
        on_delete=models.CASCADE,
        related_name="exports",
    )
    asked_by = models.ForeignKey(
        User,
        null=True,
        verbose_name=_("asked by"),
        on_delete=models.SET_NULL,
        related_name="+",
    )
    asked_at = models.DateTimeField(_("asked"), default=timezone.now)
    form = models.CharField(_("form"), max_length=6, choices=Form)
    language = models.CharField(_("language"), max_length=7)
    # What the page was filtered by, as its address said it.
    query = models.CharField(max_length=300, blank=True)
    run = models.ForeignKey(
        Run,
        null=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )

    # When consents were looked at: whatever is withdrawn later is later than this.
    read_at = models.DateTimeField(null=True)
    # Of how many of its enterprises the log says so by now.
    noted = models.PositiveIntegerField(default=0)
    rows = models.PositiveIntegerField(default=0)
    content = models.BinaryField(null=True, editable=False)
    made_at = models.DateTimeField(_("made"), null=True)
    fetched_at = models.DateTimeField(_("fetched"), null=True)

    class Meta:
        verbose_name = _("export")
        verbose_name_plural = _("exports")
        ordering = ["-asked_at", "-pk"]
        indexes = [
            models.Index(fields=["association", "-asked_at"], name="exports_of"),
            models.Index(fields=["asked_at"], name="exports_by_age"),
        ]

    def __str__(self) -> str:
        return f"{self.association_id}, {self.form}, {self.asked_at:%Y-%m-%d}"

    @property
    def is_ready(self) -> bool:
        return self.made_at is not None and self.fetched_at is None

    @property
    def is_of_many(self) -> bool:
        """Of figures, where the others are tables of members one by one."""
        return self.form in {self.Form.PDF, self.Form.SLIDES}
