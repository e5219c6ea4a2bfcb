"""Who belongs to which association, and what an association says of itself."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from accounts.models import Organisation


class Affiliation(models.Model):
    """An enterprise belongs to an association, or has asked to.

    The association grants it. Belonging alone shows nothing: that takes a consent.
    """

    class State(models.TextChoices):
        ASKED = "asked", _("asked for")
        ACTIVE = "active", _("active")
        DECLINED = "declined", _("declined")
        ENDED = "ended", _("ended")

    association = models.ForeignKey(
        Organisation,
        verbose_name=_("association"),
        on_delete=models.CASCADE,
        related_name="affiliates",
    )
    enterprise = models.ForeignKey(
        Organisation,
        verbose_name=_("enterprise"),
        on_delete=models.CASCADE,
        related_name="affiliations",
    )
    state = models.CharField(
        _("state"), max_length=8, choices=State, default=State.ACTIVE
    )
    # The state it has: asked for, belonging or declined since then.
    since = models.DateTimeField(_("since"))
    ended_at = models.DateTimeField(_("ended at"), null=True, blank=True)
    # Why the association said no, in its own words.
    reason = models.CharField(_("reason"), max_length=500, blank=True)

    class Meta:
        verbose_name = _("affiliation")
        verbose_name_plural = _("affiliations")
        constraints = [
            models.UniqueConstraint(
                fields=["association", "enterprise"], name="one_affiliation_each"
            )
        ]

    def __str__(self) -> str:
        return f"{self.enterprise_id} in {self.association_id}"


class AssociationProfile(models.Model):
    """What an association says of itself."""

    organisation = models.OneToOneField(
        Organisation,
        verbose_name=_("organisation"),
        on_delete=models.CASCADE,
        related_name="association",
    )
    about = models.JSONField(_("what it says of itself"), default=dict)  # {vi, en}
    email = models.EmailField(_("email"), blank=True)

    class Meta:
        verbose_name = _("association profile")
        verbose_name_plural = _("association profiles")

    def __str__(self) -> str:
        return self.organisation.name
