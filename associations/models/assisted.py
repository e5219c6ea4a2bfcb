"""Rounds that an association types for a member that asked for it."""

import uuid
from datetime import datetime

from django.db import models
from django.db.models.signals import post_delete
from django.dispatch import receiver
from django.utils.translation import gettext_lazy as _

from accounts.models import Organisation, User
from associations.models.members import Member
from registry.retention import kept_for
from survey.models import Assessment

KEPT_FOR = kept_for("assisted")


class AssistedRound(models.Model):
    """Who typed, when, and how the member asked for it; and what its owner says to it.

    The answers are those of a draft, which nothing counts, until the owner has confirmed. Once
    the owner goes on with it, nobody of the association reads or writes them any more.
    """

    class Way(models.TextChoices):
        TELEPHONE = "telephone", _("by telephone")
        WORKSHOP = "workshop", _("at a workshop")
        VISIT = "visit", _("on a visit")

    class Proof(models.TextChoices):
        LINK = "link", _("by a link")
        CODE = "code", _("by a code read out")

    public_id = models.UUIDField(
        _("public id"), default=uuid.uuid4, unique=True, editable=False
    )
    association = models.ForeignKey(
        Organisation,
        verbose_name=_("association"),
        on_delete=models.CASCADE,
        related_name="assisted_rounds",
    )
    # Gone once the association takes it off its list; that it typed stays recorded.
    member = models.ForeignKey(
        Member,
        null=True,
        verbose_name=_("typed for"),
        on_delete=models.SET_NULL,
        related_name="assisted_rounds",
    )
    # Gone once the owner refuses it.
    assessment = models.OneToOneField(
        Assessment,
        null=True,
        verbose_name=_("assessment"),
        on_delete=models.SET_NULL,
        related_name="assisted",
    )
    way = models.CharField(_("asked for"), max_length=10, choices=Way)
    typed_by = models.ForeignKey(
        User,
        null=True,
        verbose_name=_("typed by"),
        on_delete=models.SET_NULL,
        related_name="+",
    )
    begun_at = models.DateTimeField(_("begun"))
    # The owner's link and code: only the hashes are kept.
    asked_at = models.DateTimeField(_("confirmation asked for"), null=True, blank=True)
    token_hash = models.CharField(max_length=64, blank=True, db_index=True)
    code_hash = models.CharField(max_length=64, blank=True)
    code_until = models.DateTimeField(null=True, blank=True)
    # What stood there then, as a checksum: the code confirms that and nothing else.
    asked_digest = models.CharField(max_length=64, blank=True)
    # Of an enterprise in no account the mark of the address: its next letter goes there too.
    sent_to = models.CharField(max_length=64, blank=True)
    # Its owner goes on with it alone.
    taken_up_at = models.DateTimeField(
        _("taken up by its owner"), null=True, blank=True
    )
    confirmed_at = models.DateTimeField(_("confirmed"), null=True, blank=True)
    proof = models.CharField(
        _("confirmed how"), max_length=4, choices=Proof, blank=True
    )
    refused_at = models.DateTimeField(_("refused"), null=True, blank=True)

    class Meta:
        verbose_name = _("assisted round")
        verbose_name_plural = _("assisted rounds")
        ordering = ["-begun_at", "-pk"]
        indexes = [
            models.Index(fields=["association", "-begun_at"], name="assisted_newest")
        ]

    def __str__(self) -> str:
        return str(self.public_id)

    @property
    def name(self) -> str:
        """As the association knows it; of one it took off its list its own."""
        if self.member is not None:
            return self.member.name
        return self.assessment.organisation.name if self.assessment else ""

    @property
    def deleted_on(self) -> datetime:
        """Where its owner says nothing."""
        return self.begun_at + KEPT_FOR

    @property
    def is_open(self) -> bool:
        """Whether there is still something to type, or to confirm."""
        return self.assessment is not None and self.assessment.is_being_typed

    @property
    def is_confirmed(self) -> bool:
        """Also by an owner who sent it off on the pages of the enterprise."""
        if self.assessment is None:
            return False
        return self.assessment.state == Assessment.State.SUBMITTED

    def takes_code_at(self, now: datetime) -> bool:
        return self.code_until is not None and now < self.code_until

    def leads_at(self, now: datetime) -> bool:
        """Whether its link opens something: what to decide, or what a code read out confirmed."""
        if self.assessment is None or not self.token_hash or self.asked_at is None:
            return False
        is_told = self.is_confirmed and self.proof == self.Proof.CODE
        return now < self.asked_at + KEPT_FOR and (self.is_open or is_told)


@receiver(post_delete, sender=AssistedRound)
def let_go_of_draft(
    sender: type[AssistedRound], instance: AssistedRound, **kwargs: object
) -> None:
    """An association that is here no more types nothing: the draft is its owner's."""
    drafts = Assessment.objects.filter(pk=instance.assessment_id)
    drafts.update(is_being_typed=False)
