"""Who of an association keeps in touch with a member: calls, and when the next one is due."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from associations.models.campaigns import Campaign
from associations.models.members import Member


class FollowUp(models.Model):
    """Who follows a member, and when somebody is to ring again."""

    member = models.OneToOneField(
        Member, on_delete=models.CASCADE, related_name="follow_up"
    )
    follower = models.ForeignKey(
        User,
        null=True,
        blank=True,
        verbose_name=_("who follows"),
        on_delete=models.SET_NULL,
        related_name="+",
    )
    next_on = models.DateField(_("next date"), null=True, blank=True)

    class Meta:
        verbose_name = _("follow-up")
        verbose_name_plural = _("follow-ups")
        indexes = [models.Index(fields=["next_on"], name="follow_ups_due")]

    def __str__(self) -> str:
        return f"{self.member_id} {self.next_on}"


class Call(models.Model):
    """Somebody of the association rang a member."""

    class Outcome(models.TextChoices):
        REACHED = "reached", _("Reached")
        PROMISED = "promised", _("Will do it")
        NO_ANSWER = "no_answer", _("Nobody answered")
        WRONG_NUMBER = "wrong", _("Wrong number")
        DECLINED = "declined", _("Does not want to take part")

    member = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="calls")
    campaign = models.ForeignKey(
        Campaign,
        null=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    at = models.DateTimeField(_("when"))
    by = models.ForeignKey(
        User,
        null=True,
        verbose_name=_("who rang"),
        on_delete=models.SET_NULL,
        related_name="+",
    )
    outcome = models.CharField(_("outcome"), max_length=9, choices=Outcome)
    note = models.TextField(_("note"), blank=True)

    class Meta:
        verbose_name = _("call")
        verbose_name_plural = _("calls")
        ordering = ["-at", "-pk"]
        indexes = [models.Index(fields=["member", "-at", "-id"], name="calls_newest")]

    def __str__(self) -> str:
        return f"{self.member_id} {self.outcome}"
