"""Campaigns: whom an association asks to take part in a period, and how far each has come."""

import uuid

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import Organisation, User
from associations.models.imports import MemberImport
from associations.models.members import Member
from background.models import Run
from indexes.models import IndexVersion
from survey.models import Assessment


class Campaign(models.Model):
    """An association asks its members to answer an index within a period.

    Reminders, quiet hours and what it is aimed at are data: changing them takes no code.
    """

    class State(models.TextChoices):
        PREPARING = "preparing", _("being prepared")
        RUNNING = "running", _("running")
        CLOSED = "closed", _("over")

    class Target(models.TextChoices):
        ALL = "all", _("All members")
        FILTERED = "filtered", _("Members of some sectors, sizes or areas")
        IMPORTED = "imported", _("Members of one import")
        OPEN = "open", _("Nobody by letter: a poster with an open link")

    public_id = models.UUIDField(
        _("public id"), default=uuid.uuid4, unique=True, editable=False
    )
    association = models.ForeignKey(
        Organisation,
        verbose_name=_("association"),
        on_delete=models.CASCADE,
        related_name="campaigns",
    )
    name = models.CharField(_("name"), max_length=120)
    index_version = models.ForeignKey(
        IndexVersion,
        verbose_name=_("index version"),
        on_delete=models.PROTECT,
        related_name="+",
    )
    state = models.CharField(
        _("state"), max_length=9, choices=State, default=State.PREPARING
    )
    begins_on = models.DateField(_("begins on"))
    ends_on = models.DateField(_("ends on"))
    target = models.CharField(
        _("who is invited"), max_length=8, choices=Target, default=Target.ALL
    )
    # {"sector": "C", "size": "small", "area": "25750"}, as far as the target is filtered.
    chosen = models.JSONField(_("which of them"), default=dict, blank=True)
    # Where those of one table are invited; gone once it is forgotten who stood in it.
    table = models.ForeignKey(
        MemberImport,
        null=True,
        blank=True,
        verbose_name=_("import"),
        on_delete=models.SET_NULL,
        related_name="+",
    )
    welcome = models.JSONField(_("welcome"), default=dict, blank=True)  # {vi, en}
    # Days after the beginning, in order.
    reminder_days = models.JSONField(_("reminders after days"), default=list)
    # Hours of the day, by the site's clock, in which no letter leaves.
    quiet_from = models.PositiveSmallIntegerField(_("quiet from"), default=20)
    quiet_until = models.PositiveSmallIntegerField(_("quiet until"), default=8)
    on_working_days = models.BooleanField(_("on working days only"), default=True)
    # Of the address on its poster. No secret: whoever sees the poster has it.
    code = models.CharField(max_length=16, unique=True, editable=False)
    repeats = models.ForeignKey(
        "self",
        null=True,
        blank=True,
        verbose_name=_("repeats"),
        on_delete=models.SET_NULL,
        related_name="repeated_by",
    )
    # The work that makes its invitations, as long as that is known.
    inviting = models.ForeignKey(
        Run, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    created_at = models.DateTimeField(_("created"), default=timezone.now)
    created_by = models.ForeignKey(
        User,
        null=True,
        blank=True,
        verbose_name=_("created by"),
        on_delete=models.SET_NULL,
        related_name="+",
    )
    closed_at = models.DateTimeField(_("closed at"), null=True, blank=True)
    # Empty where its period ended by itself.
    closed_because = models.TextField(_("closed because"), blank=True)

    class Meta:
        verbose_name = _("campaign")
        verbose_name_plural = _("campaigns")
        ordering = ["-begins_on", "-pk"]
        indexes = [
            models.Index(
                fields=["association", "-begins_on", "-id"], name="campaigns_newest"
            ),
            models.Index(fields=["state", "ends_on"], name="campaigns_running"),
        ]

    def __str__(self) -> str:
        return self.name


class Invitation(models.Model):
    """One member in one campaign: the one response it has there, and how far that has come.

    Without a member it came by the open link and waits until the association lets it in.
    """

    class Stage(models.IntegerChoices):
        INVITED = 0, _("Invited")
        OPENED = 1, _("Opened")
        STARTED = 2, _("Started")
        SUBMITTED = 3, _("Submitted")

    class Unreachable(models.TextChoices):
        """Why no letter is written; somebody has to ring."""

        NO_ADDRESS = "none", _("No email address")
        BOUNCED = "bounced", _("The letter came back")
        STOPPED = "stopped", _("Wants no letters")

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    campaign = models.ForeignKey(
        Campaign, on_delete=models.CASCADE, related_name="invitations"
    )
    member = models.ForeignKey(
        Member,
        null=True,
        on_delete=models.CASCADE,
        related_name="invitations",
    )
    # As they were known when it was invited: what the sample is compared with.
    sector = models.CharField(max_length=2, blank=True)
    size = models.CharField(max_length=6, blank=True)
    stage = models.PositiveSmallIntegerField(
        _("stage"), choices=Stage, default=Stage.INVITED
    )
    unreachable = models.CharField(max_length=7, choices=Unreachable, blank=True)
    # Of the secret in its link. `turn` counts the addresses it went to: each has its own secret.
    token_hash = models.CharField(max_length=64, unique=True)
    turn = models.PositiveSmallIntegerField(default=0)
    sent_to = models.CharField(max_length=64, blank=True)  # a hash of the address
    # How far it was written to: 0 not at all, 1 the invitation, then the reminders.
    written = models.PositiveSmallIntegerField(default=0)
    written_at = models.DateTimeField(null=True)
    opened_at = models.DateTimeField(null=True)
    started_at = models.DateTimeField(null=True)
    submitted_at = models.DateTimeField(null=True)
    assessment = models.OneToOneField(
        Assessment,
        null=True,
        on_delete=models.SET_NULL,
        related_name="invitation",
    )
    # By which secret it was begun; null by the open link. Only that one goes on with it.
    started_turn = models.PositiveSmallIntegerField(null=True)
    # The page of the questionnaire it stands at, as of when that was last looked at.
    page = models.CharField(max_length=64, blank=True)
    looked_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("invitation")
        verbose_name_plural = _("invitations")
        # They are made in the order of the members' names.
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["campaign", "member"], name="one_invitation_a_member"
            ),
        ]
        indexes = [
            models.Index(
                fields=[
                    "campaign",
                    "stage",
                    "sector",
                    "size",
                    "unreachable",
                    "member",
                    "assessment",
                    "written",
                ],
                name="invitations_counted",
            ),
            models.Index(
                fields=["campaign", "written", "stage", "unreachable", "id"],
                name="invitations_due",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.member_id} in {self.campaign_id}"
