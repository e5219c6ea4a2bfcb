"""Providers applying to an association, and what its officers found.

How an application goes from one state to the next is `providers.vetting.transitions`.
"""

import uuid

from django.conf import settings
from django.db import models
from django.db.models.signals import post_delete
from django.dispatch import receiver
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from accounts.models import Organisation
from providers.models.directory import Provider
from survey.models.evidence import evidence_storage, random_place, take_away_file


class Application(models.Model):
    """One way of one provider through one vetting, to what came of it."""

    class Kind(models.TextChoices):
        FIRST = "first", pgettext_lazy("application", "application")
        RENEWAL = "renewal", pgettext_lazy("application", "renewal")
        APPEAL = "appeal", pgettext_lazy("application", "appeal")

    class State(models.TextChoices):
        DRAFT = "draft", pgettext_lazy("application", "being filled in")
        SENT = "sent", pgettext_lazy("application", "being looked at")
        ASKED = "asked", pgettext_lazy("application", "questions to be answered")
        APART = "apart", pgettext_lazy("application", "a third officer looks")
        SETTLED = "settled", pgettext_lazy("application", "to be decided")
        RETURNED = "returned", pgettext_lazy("application", "returned to be completed")
        WITHDRAWN = "withdrawn", pgettext_lazy("application", "taken back")
        ACCEPTED = "accepted", pgettext_lazy("application", "vetted")
        DECLINED = "declined", pgettext_lazy("application", "declined")
        SUSPENDED = "suspended", pgettext_lazy("application", "suspended")
        REVOKED = "revoked", pgettext_lazy("application", "vetting withdrawn")
        EXPIRED = "expired", pgettext_lazy("application", "run out")
        REPLACED = "replaced", pgettext_lazy("application", "replaced by a newer one")

    # The provider may still change it.
    EDITABLE = (State.DRAFT, State.RETURNED)
    # With the association.
    UNDER_WAY = (State.SENT, State.ASKED, State.APART, State.SETTLED)
    OPEN = (*EDITABLE, *UNDER_WAY)
    # Vetted by it, or it would be.
    STANDING = (State.ACCEPTED, State.SUSPENDED)

    public_id = models.UUIDField(
        _("public id"), default=uuid.uuid4, unique=True, editable=False
    )
    provider = models.ForeignKey(
        Provider,
        verbose_name=_("provider"),
        on_delete=models.CASCADE,
        related_name="applications",
    )
    association = models.ForeignKey(
        Organisation,
        verbose_name=_("association"),
        on_delete=models.CASCADE,
        related_name="vetting_applications",
    )
    criteria = models.CharField(_("version of the criteria"), max_length=10)
    kind = models.CharField(_("kind"), max_length=7, choices=Kind, default=Kind.FIRST)
    # Of a renewal what runs out, of an appeal what it is against.
    after = models.ForeignKey(
        "self",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="followed_by",
        verbose_name=_("follows on"),
    )
    state = models.CharField(
        _("state"), max_length=9, choices=State, default=State.DRAFT
    )
    begun_at = models.DateTimeField(_("begun"))
    sent_at = models.DateTimeField(_("sent"), null=True, blank=True)
    # The day by which somebody is to act: the association, or the provider once asked.
    due_on = models.DateField(_("due on"), null=True, blank=True)
    decided_at = models.DateTimeField(_("decided"), null=True, blank=True)
    # Working days from sending to the decision: what the public is told.
    # A renewal and an appeal count like any other.
    took = models.PositiveSmallIntegerField(_("working days"), null=True, blank=True)
    # Of the decision: what stands of several evaluations, together.
    percent = models.PositiveSmallIntegerField(_("percent"), null=True, blank=True)
    valid_until = models.DateField(_("valid until"), null=True, blank=True)
    # How many days before the end the last reminder was: each is written once.
    reminded = models.PositiveSmallIntegerField(null=True, editable=False)
    # Of the decision; of what came later the newest.
    reasons = models.TextField(_("reasons"), blank=True)

    class Meta:
        verbose_name = _("application of a provider")
        verbose_name_plural = _("applications of providers")
        ordering = ["-begun_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["provider"],
                condition=models.Q(
                    state__in=[
                        "draft",
                        "sent",
                        "asked",
                        "apart",
                        "settled",
                        "returned",
                    ]
                ),
                name="one_open_application",
            ),
            models.UniqueConstraint(
                fields=["provider"],
                condition=models.Q(state__in=["accepted", "suspended"]),
                name="one_standing_vetting",
            ),
            models.UniqueConstraint(
                fields=["after"],
                condition=models.Q(kind="appeal"),
                name="one_appeal_each",
            ),
        ]
        indexes = [
            models.Index(
                fields=["association", "state", "due_on", "id"],
                name="applications_by_what_is_due",
            ),
            models.Index(fields=["valid_until"], name="vettings_that_run_out"),
        ]

    def __str__(self) -> str:
        return f"{self.public_id} {self.state}"


class Declaration(models.Model):
    """What the provider says of one criterion.

    A row each, so that saving one page leaves the fields of all others alone.
    """

    application = models.ForeignKey(
        Application, on_delete=models.CASCADE, related_name="declarations"
    )
    criterion = models.CharField(max_length=18)
    values = models.JSONField(default=dict)
    changed_at = models.DateTimeField()
    changed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["application", "criterion"], name="one_declaration_each"
            )
        ]

    def __str__(self) -> str:
        return f"{self.application_id}: {self.criterion}"


class ApplicationFile(models.Model):
    """A document beside one criterion. Taken away, the file is gone; the row stays."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    application = models.ForeignKey(
        Application, on_delete=models.CASCADE, related_name="files"
    )
    criterion = models.CharField(max_length=18)
    file = models.FileField(
        storage=evidence_storage, upload_to=random_place, max_length=100
    )
    # Safe to show, see survey.evidence.files; so is the kind, a key of CONTENT_TYPES.
    name = models.CharField(max_length=100)
    kind = models.CharField(max_length=5)
    size = models.PositiveIntegerField()
    # An appeal is told by it whether there is something new.
    sha256 = models.CharField(max_length=64)
    # Of a certificate.
    valid_until = models.DateField(null=True, blank=True)
    uploaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    uploaded_at = models.DateTimeField()
    removed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["uploaded_at", "pk"]

    def __str__(self) -> str:
        return f"{self.criterion}: {self.kind}"


@receiver(post_delete, sender=ApplicationFile)
def delete_file(
    sender: type[ApplicationFile], instance: ApplicationFile, **kwargs
) -> None:
    """Files go with their rows, also when a whole provider is deleted."""
    if instance.file:
        take_away_file(instance.file.name)


class Reference(models.Model):
    """A customer that the provider names, and what it answered, once."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    application = models.ForeignKey(
        Application, on_delete=models.CASCADE, related_name="references"
    )
    name = models.CharField(max_length=200)
    contact_name = models.CharField(max_length=150)
    email = models.EmailField()
    phone = models.CharField(max_length=20, blank=True)
    token_hash = models.CharField(max_length=64, blank=True, db_index=True)
    asked_at = models.DateTimeField(null=True, blank=True)
    answers = models.JSONField(default=dict)  # {question: option}
    answered_at = models.DateTimeField(null=True, blank=True)
    # By an officer who rang: then the answer counts no more.
    doubted_at = models.DateTimeField(null=True, blank=True)
    doubted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    doubt = models.TextField(blank=True)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["application", "email"],
                # Emptied when it was kept long enough, or its reader asks for that.
                condition=~models.Q(email=""),
                name="one_customer_an_address",
            )
        ]

    def __str__(self) -> str:
        return f"{self.application_id}: {self.pk}"

    @property
    def counts(self) -> bool:
        return self.answered_at is not None and self.doubted_at is None


class Evaluation(models.Model):
    """One officer looking at one application, alone."""

    class State(models.TextChoices):
        OPEN = "open", pgettext_lazy("evaluation", "under way")
        DONE = "done", pgettext_lazy("evaluation", "handed in")
        LEFT = "left", pgettext_lazy("evaluation", "given back")

    application = models.ForeignKey(
        Application, on_delete=models.CASCADE, related_name="evaluations"
    )
    # Without one: whoever it was deleted the account.
    officer = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        on_delete=models.SET_NULL,
        related_name="evaluations",
    )
    # Who was called since the first two are far apart; what this one finds stands.
    is_third = models.BooleanField(default=False)
    state = models.CharField(max_length=4, choices=State, default=State.OPEN)
    taken_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)
    percent = models.PositiveSmallIntegerField(null=True, blank=True)

    class Meta:
        ordering = ["taken_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["application", "officer"], name="one_evaluation_an_officer"
            )
        ]

    def __str__(self) -> str:
        return f"{self.application_id}: {self.officer_id}"


class Score(models.Model):
    """What one officer finds of one criterion, and why."""

    evaluation = models.ForeignKey(
        Evaluation, on_delete=models.CASCADE, related_name="scores"
    )
    # A later one replaces it until the evaluation is handed in.
    criterion = models.CharField(max_length=18)
    points = models.PositiveSmallIntegerField()
    reason = models.TextField()
    found_at = models.DateTimeField()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["evaluation", "criterion"], name="one_score_a_criterion"
            )
        ]

    def __str__(self) -> str:
        return f"{self.evaluation_id}: {self.criterion}"


class Inquiry(models.Model):
    """A question of an officer; all of one application are asked at once."""

    application = models.ForeignKey(
        Application, on_delete=models.CASCADE, related_name="inquiries"
    )
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    words = models.TextField()
    noted_at = models.DateTimeField()
    asked_at = models.DateTimeField(null=True, blank=True)
    reply = models.TextField(blank=True)
    replied_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.application_id}: {self.pk}"


class VettingStep(models.Model):
    """One step of an application, with its day: what the parties and the public see."""

    application = models.ForeignKey(
        Application, on_delete=models.CASCADE, related_name="steps"
    )
    action = models.CharField(max_length=12)
    state = models.CharField(max_length=9)  # after it
    at = models.DateTimeField()
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    words = models.TextField(blank=True)

    class Meta:
        ordering = ["at", "pk"]

    def __str__(self) -> str:
        return f"{self.application_id}: {self.action}"


class Relation(models.Model):
    """That somebody of an association is near to a provider: never to judge it."""

    association = models.ForeignKey(
        Organisation, on_delete=models.CASCADE, related_name="relations"
    )
    provider = models.ForeignKey(
        Provider, on_delete=models.CASCADE, related_name="relations"
    )
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+"
    )
    words = models.TextField()
    declared_at = models.DateTimeField()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["association", "provider", "person"], name="one_relation_each"
            )
        ]

    def __str__(self) -> str:
        return f"{self.provider_id}: {self.person_id}"
