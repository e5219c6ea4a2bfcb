"""What reviewers of an association found in what a firm declared; the declared stays as it is."""

import uuid

from django.db import models
from django.db.models.lookups import IsNull
from django.db.models.signals import post_delete
from django.dispatch import receiver
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from accounts.models import Organisation, User
from indexes.index.model import Index
from survey.models import Result
from survey.models.evidence import evidence_storage, random_place, take_away_file
from survey.models.outcome import FrozenOutcome

# Of reviews that are not decided: appeals by the day on which they are due, then what is open
# longest. Put so that both databases can keep it as an index.
UNDER_WAY_IN_ORDER = (
    IsNull(models.F("due_on"), True).asc(),
    models.F("due_on").asc(),
    models.F("opened_at").asc(),
    models.F("id").asc(),
)


class Review(models.Model):
    """One round of looking at one result; how it goes says its phase (fixtures/review)."""

    class State(models.TextChoices):
        OPEN = "open", pgettext_lazy("review", "open")
        # Reviewers are far apart: somebody decides whether a third one looks.
        APART = "apart", pgettext_lazy("review", "reviewers differ")
        DECIDED = "decided", pgettext_lazy("review", "decided")

    public_id = models.UUIDField(
        _("public id"), default=uuid.uuid4, unique=True, editable=False
    )
    association = models.ForeignKey(
        Organisation,
        verbose_name=_("association"),
        on_delete=models.CASCADE,
        related_name="reviews",
    )
    organisation = models.ForeignKey(
        Organisation,
        verbose_name=_("enterprise"),
        on_delete=models.CASCADE,
        related_name="reviewed",
    )
    result = models.ForeignKey(
        Result,
        verbose_name=_("result"),
        on_delete=models.CASCADE,
        related_name="reviews",
    )
    phase = models.CharField(_("phase"), max_length=40)
    # Of an appeal: what it is against, and what the firm wrote.
    against = models.OneToOneField(
        "self",
        null=True,
        blank=True,
        on_delete=models.CASCADE,
        related_name="appeal",
        verbose_name=_("appeal against"),
    )
    words = models.TextField(_("what the enterprise wrote"), blank=True)
    appealed_by = models.ForeignKey(
        User, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    # How many look: those of the phase, and whoever was asked where they were far apart.
    wanted = models.PositiveSmallIntegerField(_("reviewers wanted"), default=1)
    due_on = models.DateField(_("due on"), null=True, blank=True)
    state = models.CharField(
        _("state"), max_length=8, choices=State, default=State.OPEN
    )
    opened_at = models.DateTimeField(_("opened"))
    opened_by = models.ForeignKey(
        User, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    decided_at = models.DateTimeField(_("settled"), null=True, blank=True)
    # Why it stands though reviewers are far apart.
    settled = models.TextField(_("why it stands"), blank=True)

    class Meta:
        verbose_name = _("review")
        verbose_name_plural = _("reviews")
        ordering = ["opened_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["association", "result", "phase"], name="one_review_a_phase"
            )
        ]
        indexes = [
            models.Index(
                "association",
                *UNDER_WAY_IN_ORDER,
                condition=~models.Q(state="decided"),
                name="reviews_under_way",
            ),
            models.Index(
                fields=["association", "state"],
                condition=models.Q(wanted__gt=1),
                name="reviews_by_several",
            ),
            models.Index(
                fields=["association", "-decided_at", "-id"],
                condition=models.Q(state="decided"),
                name="reviews_decided_last",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.phase}: {self.result_id}"


class Assignment(models.Model):
    """One person looking at one review, alone."""

    class State(models.TextChoices):
        WAITING = "waiting", pgettext_lazy("assignment", "to be reviewed")
        # Asked back: the firm is to answer first.
        ASKING = "asking", pgettext_lazy("assignment", "waits for the enterprise")
        DONE = "done", pgettext_lazy("assignment", "handed in")
        ABSTAINED = "abstained", pgettext_lazy("assignment", "abstained")
        MOVED = "moved", pgettext_lazy("assignment", "given to somebody else")

    review = models.ForeignKey(
        Review,
        verbose_name=_("review"),
        on_delete=models.CASCADE,
        related_name="assignments",
    )
    # Without one: whoever it was deleted the account.
    reviewer = models.ForeignKey(
        User,
        null=True,
        verbose_name=_("reviewer"),
        on_delete=models.SET_NULL,
        related_name="assignments",
    )
    state = models.CharField(
        _("state"), max_length=9, choices=State, default=State.WAITING
    )
    given_at = models.DateTimeField(_("handed over"))
    given_by = models.ForeignKey(
        User, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    began_at = models.DateTimeField(_("begun"), null=True, blank=True)
    # Since when it lies with whom it lies with; skipped it goes to the end.
    waiting_since = models.DateTimeField(_("waiting since"))
    ended_at = models.DateTimeField(_("ended"), null=True, blank=True)
    reason = models.TextField(_("reason"), blank=True)

    class Meta:
        verbose_name = _("assignment")
        verbose_name_plural = _("assignments")
        ordering = ["given_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["review", "reviewer"], name="one_assignment_a_reviewer"
            )
        ]
        indexes = [
            models.Index(
                fields=["reviewer", "state", "waiting_since", "id"],
                name="queue_of_reviewer",
            )
        ]

    def __str__(self) -> str:
        return f"{self.review_id}: {self.reviewer_id}"


class Finding(models.Model):
    """What one reviewer says of one answer."""

    class Verdict(models.TextChoices):
        ACCEPTED = "accepted", pgettext_lazy("finding", "accepted")
        ADJUSTED = "adjusted", pgettext_lazy("finding", "another level")
        ASKED = "asked", pgettext_lazy("finding", "asked back")

    public_id = models.UUIDField(
        _("public id"), default=uuid.uuid4, unique=True, editable=False
    )
    assignment = models.ForeignKey(
        Assignment,
        verbose_name=_("assignment"),
        on_delete=models.CASCADE,
        related_name="findings",
    )
    question = models.CharField(_("question"), max_length=20)
    verdict = models.CharField(_("verdict"), max_length=8, choices=Verdict)
    # Of an answer that was adjusted.
    level = models.PositiveSmallIntegerField(_("level"), null=True, blank=True)
    words = models.TextField(_("reason or question"), blank=True)
    found_at = models.DateTimeField(_("found"))
    reply = models.TextField(_("reply of the enterprise"), blank=True)
    replied_at = models.DateTimeField(_("replied"), null=True, blank=True)
    replied_by = models.ForeignKey(
        User, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )

    class Meta:
        verbose_name = _("finding")
        verbose_name_plural = _("findings")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["assignment", "question"], name="one_finding_an_answer"
            )
        ]

    def __str__(self) -> str:
        return f"{self.question}: {self.verdict}"


class ReviewedResult(FrozenOutcome):
    """What a review came to, beside the declared result. Never rewritten."""

    review = models.OneToOneField(
        Review,
        verbose_name=_("review"),
        on_delete=models.CASCADE,
        related_name="outcome",
    )
    engine_version = models.CharField(_("version of the engine"), max_length=10)
    grade = models.CharField(_("how far to trust it"), max_length=20)
    created_at = models.DateTimeField(_("counted on"))

    class Meta:
        verbose_name = _("reviewed result")
        verbose_name_plural = _("reviewed results")
        ordering = ["created_at", "pk"]

    def __str__(self) -> str:
        return f"{self.review_id}: {self.level}"

    @property
    def index(self) -> Index:
        return self.review.result.index


class PeriodLock(models.Model):
    """From then on nothing is reviewed any more of what was sent in these days."""

    public_id = models.UUIDField(
        _("public id"), default=uuid.uuid4, unique=True, editable=False
    )
    # The association; called so since rights go by it.
    organisation = models.ForeignKey(
        Organisation,
        verbose_name=_("association"),
        on_delete=models.CASCADE,
        related_name="period_locks",
    )
    first_day = models.DateField(_("first day"))
    last_day = models.DateField(_("last day"))
    reason = models.TextField(_("reason"))
    file = models.FileField(
        _("file"), storage=evidence_storage, upload_to=random_place, max_length=100
    )
    name = models.CharField(_("name of the file"), max_length=100)
    kind = models.CharField(_("kind"), max_length=5)
    size = models.PositiveIntegerField(_("size"))
    locked_at = models.DateTimeField(_("locked"))
    locked_by = models.ForeignKey(
        User, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )

    class Meta:
        verbose_name = _("locked period")
        verbose_name_plural = _("locked periods")
        ordering = ["-last_day", "-pk"]

    def __str__(self) -> str:
        return f"{self.first_day} – {self.last_day}"


@receiver(post_delete, sender=PeriodLock)
def delete_file(sender: type[PeriodLock], instance: PeriodLock, **kwargs) -> None:
    """As of evidence: files go with their rows."""
    if instance.file:
        take_away_file(instance.file.name)
