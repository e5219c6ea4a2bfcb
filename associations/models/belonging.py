"""Who belongs to which association, and what an association says of itself."""

from django.db import models
from django.db.models.signals import post_delete
from django.dispatch import receiver
from django.utils.translation import gettext_lazy as _

from accounts.models import Organisation
from survey.models.evidence import evidence_storage, random_place, take_away_file


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
    name_en = models.CharField(_("name in English"), max_length=200, blank=True)
    # Each of these is {vi, en}.
    about = models.JSONField(_("what it says of itself"), default=dict)
    offers = models.JSONField(_("what it offers"), default=dict)
    joining = models.JSONField(_("how to join"), default=dict)
    email = models.EmailField(_("email"), blank=True)
    phone = models.CharField(_("telephone"), max_length=20, blank=True)
    website = models.URLField(_("website"), blank=True)
    address = models.CharField(_("address"), max_length=200, blank=True)
    sectors = models.JSONField(
        _("sectors"), default=list
    )  # codes; none: of every sector
    picture = models.FileField(
        _("picture"),
        storage=evidence_storage,
        upload_to=random_place,
        max_length=100,
        blank=True,
    )
    # Told by its content, a key of survey.evidence.kinds.CONTENT_TYPES.
    picture_kind = models.CharField(max_length=5, blank=True, editable=False)
    picture_text = models.JSONField(
        _("what the picture shows"), default=dict
    )  # {vi, en}

    class Meta:
        verbose_name = _("association profile")
        verbose_name_plural = _("association profiles")

    def __str__(self) -> str:
        return self.organisation.name


@receiver(post_delete, sender=AssociationProfile)
def delete_picture(
    sender: type[AssociationProfile], instance: AssociationProfile, **kwargs: object
) -> None:
    if instance.picture:
        take_away_file(instance.picture.name)
