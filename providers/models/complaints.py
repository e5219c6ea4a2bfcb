"""What one side of a request says went wrong, and what an officer made of it."""

import uuid
from datetime import date

from django.conf import settings
from django.db import models
from django.db.models.signals import post_delete
from django.dispatch import receiver
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from accounts.models import Organisation
from providers.models.directory import Provider
from providers.models.leads import Lead
from survey.models.evidence import evidence_storage, random_place, take_away_file


class Complaint(models.Model):
    """One side of a request about the other.

    What may follow on what is `providers.complaints.transitions`. Its words are steps, so that
    what persons wrote can go while the count of a provider stays.
    """

    class State(models.TextChoices):
        OPEN = "open", pgettext_lazy("complaint", "waiting for the other side")
        ANSWERED = "answered", pgettext_lazy("complaint", "answered, to be decided")
        UNANSWERED = (
            "unanswered",
            pgettext_lazy("complaint", "not answered, to be decided"),
        )
        UPHELD = "upheld", pgettext_lazy("complaint", "upheld")
        REFUSED = "refused", pgettext_lazy("complaint", "not upheld")
        APPEALED = "appealed", pgettext_lazy("complaint", "looked at again")
        UPHELD_FINAL = "upheld_final", pgettext_lazy("complaint", "upheld, final")
        REFUSED_FINAL = (
            "refused_final",
            pgettext_lazy("complaint", "not upheld, final"),
        )
        WITHDRAWN = "withdrawn", pgettext_lazy("complaint", "taken back")

    # With the association, which has to decide.
    TO_DECIDE = (State.ANSWERED, State.UNANSWERED, State.APPEALED)
    # Nothing is decided yet.
    UNDER_WAY = (State.OPEN, *TO_DECIDE)
    DECIDED = (State.UPHELD, State.REFUSED)
    # Counts for everybody to see; one that is looked at again counts as it was.
    COUNTS = (State.UPHELD, State.UPHELD_FINAL)

    class Side(models.TextChoices):
        ENTERPRISE = "enterprise", _("enterprise")
        PROVIDER = "provider", _("provider")
        OFFICE = "office", _("association")
        CLOCK = "clock", _("the days that had passed")

    class Category(models.TextChoices):
        SILENCE = "silence", _("Promised to get in touch and did not")
        PRICE = "price", _("Another price than was offered")
        TIME = "time", _("Not done in the time that was agreed")
        QUALITY = "quality", _("Not what was agreed")
        DATA = "data", _("Used our details for something else")
        PRESSURE = "pressure", _("Pressed us to buy, or would not stop calling")
        PAYMENT = "payment", _("Did not pay what was agreed")
        CONDUCT = "conduct", _("Made the work impossible, or was abusive")
        OTHER = "other", pgettext_lazy("complaint", "Something else")

    # What each side may complain of.
    OF_ENTERPRISE = (
        Category.SILENCE,
        Category.PRICE,
        Category.TIME,
        Category.QUALITY,
        Category.DATA,
        Category.PRESSURE,
        Category.OTHER,
    )
    OF_PROVIDER = (Category.PAYMENT, Category.CONDUCT, Category.OTHER)

    public_id = models.UUIDField(
        _("public id"), default=uuid.uuid4, unique=True, editable=False
    )
    # Request and enterprise go with what they belong to; that there was one stays.
    lead = models.ForeignKey(
        Lead, null=True, on_delete=models.SET_NULL, related_name="complaints"
    )
    enterprise = models.ForeignKey(
        Organisation, null=True, on_delete=models.SET_NULL, related_name="complaints"
    )
    provider = models.ForeignKey(
        Provider,
        verbose_name=_("provider"),
        on_delete=models.CASCADE,
        related_name="complaints",
    )
    # Whose officers decide; after an appeal it may be another one.
    association = models.ForeignKey(
        Organisation,
        null=True,
        verbose_name=_("association"),
        on_delete=models.SET_NULL,
        related_name="complaints_to_decide",
    )
    side = models.CharField(_("complains"), max_length=10, choices=Side)
    category = models.CharField(_("about"), max_length=10, choices=Category)
    state = models.CharField(
        _("state"), max_length=13, choices=State, default=State.OPEN
    )
    # Who decided the first time, so that an appeal goes to somebody else.
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    was_upheld = models.BooleanField(null=True)
    text_version = models.CharField(max_length=40)  # of what was agreed to
    opened_at = models.DateTimeField(_("opened"))
    answer_by = models.DateField(_("answer due"))
    decide_by = models.DateField(_("decision due"))
    appeal_by = models.DateField(null=True)
    # When whoever is to act next is written to once more.
    remind_on = models.DateField(null=True)
    decided_at = models.DateTimeField(_("decided"), null=True)
    ended_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("complaint")
        verbose_name_plural = _("complaints")
        ordering = ["-opened_at", "-pk"]
        indexes = [
            models.Index(fields=["association", "state"], name="complaints_to_decide"),
            models.Index(fields=["provider", "state"], name="complaints_of_provider"),
            models.Index(fields=["provider", "-opened_at"], name="complaints_newest"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["lead", "side"],
                condition=models.Q(
                    state__in=["open", "answered", "unanswered", "appealed"]
                ),
                name="one_open_complaint_of_a_side",
            )
        ]

    def __str__(self) -> str:
        return f"{self.public_id} {self.state}"

    @property
    def is_about_provider(self) -> bool:
        return self.side == self.Side.ENTERPRISE

    def house_of(self, side: str) -> Organisation | None:
        """Who stands on this side; nobody moves the clock."""
        houses = {
            self.Side.ENTERPRISE: self.enterprise,
            self.Side.PROVIDER: self.provider.organisation,
            self.Side.OFFICE: self.association,
        }
        return houses.get(side)

    @property
    def due_on(self) -> date | None:
        """The last day of what it waits for; None where it waits for nothing."""
        if self.state == self.State.OPEN:
            return self.answer_by
        if self.state in self.TO_DECIDE:
            return self.decide_by
        return self.appeal_by if self.state in self.DECIDED else None

    @property
    def other_side(self) -> str:
        side = self.Side
        return side.PROVIDER if self.is_about_provider else side.ENTERPRISE


class ComplaintStep(models.Model):
    """What somebody did and wrote. Nothing of it is changed."""

    class Kind(models.TextChoices):
        OPENED = "opened", pgettext_lazy("complaint", "Complaint")
        ANSWERED = "answered", pgettext_lazy("complaint", "Answer")
        PASSED_ON = "passed_on", pgettext_lazy("complaint", "No answer in time")
        UPHELD = "upheld", pgettext_lazy("complaint", "Decision: upheld")
        REFUSED = "refused", pgettext_lazy("complaint", "Decision: not upheld")
        APPEALED = "appealed", pgettext_lazy("complaint", "Appeal")
        WITHDRAWN = "withdrawn", pgettext_lazy("complaint", "Taken back")

    complaint = models.ForeignKey(
        Complaint, on_delete=models.CASCADE, related_name="steps"
    )
    kind = models.CharField(max_length=10, choices=Kind)
    side = models.CharField(max_length=10, choices=Complaint.Side)
    # Whose words these are: they go with it.
    house = models.ForeignKey(
        Organisation, null=True, on_delete=models.CASCADE, related_name="+"
    )
    words = models.TextField(blank=True)
    wanted = models.TextField(blank=True)  # of the first: what is asked for
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    at = models.DateTimeField()

    class Meta:
        ordering = ["at", "pk"]

    def __str__(self) -> str:
        return f"{self.complaint_id}: {self.kind}"


class ComplaintFile(models.Model):
    """A file that one side gives as evidence, judged before it is kept."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    complaint = models.ForeignKey(
        Complaint, on_delete=models.CASCADE, related_name="files"
    )
    side = models.CharField(max_length=10, choices=Complaint.Side)
    house = models.ForeignKey(
        Organisation, null=True, on_delete=models.CASCADE, related_name="+"
    )
    file = models.FileField(
        storage=evidence_storage, upload_to=random_place, max_length=100
    )
    name = models.CharField(max_length=100)
    kind = models.CharField(max_length=5)
    size = models.PositiveIntegerField()
    added_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    added_at = models.DateTimeField()

    class Meta:
        ordering = ["added_at", "pk"]

    def __str__(self) -> str:
        return f"{self.complaint_id}: {self.kind}"


@receiver(post_delete, sender=ComplaintFile)
def delete_file(sender: type[ComplaintFile], instance: ComplaintFile, **kwargs) -> None:
    if instance.file:
        take_away_file(instance.file.name)
