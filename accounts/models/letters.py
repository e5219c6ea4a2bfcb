"""Letters on their way, and addresses where none arrives."""

import uuid

from django.db import models
from django.db.models.functions import Lower
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models.people import Consent, Organisation, User


class Letter(models.Model):
    """A letter from being written to its arrival at the mail server, which takes its words away.

    key: what is written for the same reason twice leaves once. tracked_as: under what a page
    that asked for it looks whether it left. sender: who has it sent, where nobody asked for it;
    may_be_stopped_as: of which kind it then is (LetterStop), stop_url: where its reader says so.
    under: the consent without which it leaves no more, where it tells what an enterprise allowed.
    """

    class State(models.TextChoices):
        WAITING = "waiting", _("Waiting")
        HANDED = "handed", _("Being handed over")
        SENT = "sent", _("Sent")
        REFUSED = "refused", _("No such mailbox")
        FAILED = "failed", _("Given up")
        # Whoever handed it over died in that moment: nobody knows, and it is not sent twice.
        UNSURE = "unsure", _("Not known whether it left")
        STOPPED = "stopped", _("The reader wants none of these")

    kind = models.CharField(_("letter"), max_length=80)
    to = models.EmailField(_("to"))
    person = models.ForeignKey(
        User,
        null=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    about = models.ForeignKey(
        Organisation,
        null=True,
        on_delete=models.CASCADE,
        related_name="+",
    )
    tracked_as = models.CharField(max_length=80, blank=True)
    sender = models.ForeignKey(
        Organisation,
        null=True,
        on_delete=models.CASCADE,
        related_name="+",
    )
    under = models.ForeignKey(
        Consent,
        null=True,
        on_delete=models.CASCADE,
        related_name="+",
    )
    may_be_stopped_as = models.CharField(max_length=12, blank=True)
    stop_url = models.TextField(blank=True)
    key = models.CharField(max_length=120, default="")
    language = models.CharField(_("language"), max_length=2)
    subject = models.TextField(blank=True)
    text = models.TextField(blank=True)
    html = models.TextField(blank=True)

    state = models.CharField(
        _("state"),
        max_length=7,
        choices=State.choices,
        default=State.WAITING,
    )
    tries = models.PositiveSmallIntegerField(_("tries"), default=0)
    error = models.CharField(_("error"), max_length=80, blank=True)
    written_at = models.DateTimeField(_("written"))
    due_at = models.DateTimeField()
    tried_at = models.DateTimeField(_("last tried"), null=True)

    class Meta:
        verbose_name = _("letter")
        verbose_name_plural = _("letters")
        ordering = ["-written_at", "-pk"]
        indexes = [
            models.Index(Lower("to"), name="letter_to"),
            models.Index(fields=["state", "tried_at"], name="letter_state"),
            models.Index(
                fields=["due_at"],
                name="letter_due",
                condition=models.Q(state="waiting"),
            ),
            models.Index(fields=["-written_at", "-id"], name="letter_newest"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["key"],
                condition=~models.Q(key=""),
                name="letter_once",
            ),
        ]

    def __str__(self) -> str:
        return self.kind


class BadAddress(models.Model):
    """Where letters do not arrive: none is written to it until somebody takes it away."""

    class Why(models.TextChoices):
        BOUNCED = "bounced", _("A letter came back")
        COMPLAINED = "complained", _("The reader called it unwanted")
        BY_HAND = "by_hand", _("Noted by hand")

    address = models.EmailField(_("address"), unique=True)
    why = models.CharField(
        _("why"),
        max_length=10,
        choices=Why.choices,
        default=Why.BY_HAND,
    )
    since = models.DateTimeField(_("since"), default=timezone.now)

    class Meta:
        verbose_name = _("address without letters")
        verbose_name_plural = _("addresses without letters")
        ordering = ["-since", "-pk"]

    def __str__(self) -> str:
        return self.address


class LetterStop(models.Model):
    """That a reader wants no letters of this kind from this organisation any more.

    Letters about what somebody asked for are of no such kind: they go on.
    """

    class Kind(models.TextChoices):
        CAMPAIGN = "campaign", _("invitations to an assessment, and reminders")
        OFFERS = "offers", _("who could help after an assessment")
        MEMBERS = "members", _("letters to members")
        CUSTOMERS = "customers", _("questions about a provider you use")

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    address = models.EmailField(_("address"))  # in small letters
    sender = models.ForeignKey(
        Organisation,
        verbose_name=_("from"),
        on_delete=models.CASCADE,
        related_name="+",
    )
    kind = models.CharField(_("letters"), max_length=12, choices=Kind.choices)
    since = models.DateTimeField(_("since"))

    class Meta:
        verbose_name = _("letters that are not wanted")
        verbose_name_plural = _("letters that are not wanted")
        ordering = ["-since", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["address", "sender", "kind"],
                name="one_stop_each",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.sender_id}"
