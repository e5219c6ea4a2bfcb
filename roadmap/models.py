import uuid

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from accounts.models import Organisation
from survey.models import Result


class Roadmap(models.Model):
    """The way an enterprise chose from one of its rounds: a target and the steps to it, in time.

    `result` is the reading it was first made from; what is said of it is judged by the
    newest reading of the round.
    """

    class Way(models.TextChoices):
        ADVISED = "advised", _("What is needed first")
        FASTEST = "fastest", _("The quickest way up")
        OWN = "own", _("Your own choice")

    organisation = models.ForeignKey(
        Organisation,
        on_delete=models.CASCADE,
        related_name="roadmaps",
        verbose_name=_("enterprise"),
    )
    result = models.OneToOneField(
        Result,
        on_delete=models.CASCADE,
        related_name="roadmap",
        verbose_name=_("result"),
    )
    # Overall level; null: as it is
    target = models.PositiveSmallIntegerField(
        _("level to reach"), null=True, blank=True
    )
    # Pillar code → level; the others as they are
    pillar_targets = models.JSONField(
        _("levels to reach by pillar"), default=dict, blank=True
    )
    # Questions that the enterprise says are not for it
    left_out = models.JSONField(_("not for the enterprise"), default=list, blank=True)
    # How its steps were found
    way = models.CharField(_("way"), max_length=10, choices=Way, default=Way.OWN)
    # Of a month; null: what a firm of its size usually does
    hours = models.PositiveSmallIntegerField(_("hours a month"), null=True, blank=True)
    # Of a month, in VND; null: no matter
    budget = models.PositiveBigIntegerField(_("money a month"), null=True, blank=True)
    made_at = models.DateTimeField(_("made on"))
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        on_delete=models.SET_NULL,
        related_name="+",
        verbose_name=_("made by"),
    )

    class Meta:
        verbose_name = _("roadmap")
        verbose_name_plural = _("roadmaps")
        ordering = ["-made_at", "-pk"]

    def __str__(self) -> str:
        return f"{self.organisation} – {self.made_at:%Y-%m-%d}"


class RoadmapStep(models.Model):
    """Raising one answer, or something of the owner's own."""

    class Horizon(models.IntegerChoices):
        NOW = 0, _("Right away")
        THREE = 3, _("Within 3 months")
        SIX = 6, _("Within 6 months")
        TWELVE = 12, _("Within 12 months")
        LATER = 24, _("After 12 months")

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    roadmap = models.ForeignKey(Roadmap, on_delete=models.CASCADE, related_name="steps")
    question = models.CharField(
        _("question"), max_length=20, blank=True
    )  # blank: a step of the owner's own
    from_level = models.PositiveSmallIntegerField(
        _("from level"), null=True, blank=True
    )
    to_level = models.PositiveSmallIntegerField(_("to level"), null=True, blank=True)
    text = models.CharField(max_length=200, blank=True)
    horizon = models.PositiveSmallIntegerField(_("part of the plan"), choices=Horizon)
    order = models.PositiveSmallIntegerField()
    who = models.CharField(
        max_length=60, blank=True
    )  # as typed; blank: whom the index names
    due = models.DateField(_("due"))
    note = models.CharField(max_length=500, blank=True)
    done_at = models.DateTimeField(_("done on"), null=True, blank=True)
    done_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    changed_at = models.DateTimeField()

    class Meta:
        verbose_name = _("step")
        verbose_name_plural = _("steps")
        ordering = ["roadmap", "horizon", "order", "pk"]

    def __str__(self) -> str:
        return self.text or f"{self.question}: {self.from_level} → {self.to_level}"

    @property
    def is_own(self) -> bool:
        return not self.question
