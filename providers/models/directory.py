"""Who is there, and what each offers."""

from datetime import date

from django.db import models
from django.utils.translation import gettext_lazy as _

from accounts.models import Organisation

# Until it is resumed: a day that compares as any other.
OPEN_END = date.max


class Provider(models.Model):
    """The directory entry of a provider organisation."""

    organisation = models.OneToOneField(
        Organisation,
        verbose_name=_("organisation"),
        on_delete=models.CASCADE,
        related_name="provider",
    )
    slug = models.SlugField(_("short name"), max_length=80, unique=True)
    about = models.JSONField(default=dict)  # {vi, en}
    website = models.URLField(_("website"), blank=True)
    email = models.EmailField(_("email"), blank=True)
    phone = models.CharField(_("telephone"), max_length=20, blank=True)
    # Area codes; none is the whole city.
    areas = models.JSONField(default=list)
    online = models.BooleanField(_("works online"), default=True)
    certificates = models.JSONField(_("certificates"), default=list)
    # Until when each is valid, by its name, as far as it was said.
    certificate_ends = models.JSONField(default=dict)
    # The file that shows each, by its name: the `public_id` of an `EntryFile`.
    certificate_files = models.JSONField(default=dict)
    capacity_per_month = models.PositiveSmallIntegerField(
        _("new requests a month"), default=10
    )
    vetted_until = models.DateField(_("vetted until"), null=True, blank=True)
    # The association whose decision it was; none of what was imported.
    vetted_by = models.ForeignKey(
        Organisation,
        verbose_name=_("vetted by"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="providers_vetted",
    )
    # Until then it is suggested to nobody. Only `pauses.services` writes it: it follows the
    # pauses that run, and is compared with today, so that none has to be ended.
    paused_until = models.DateField(_("paused until"), null=True, blank=True)
    rating_average = models.DecimalField(
        _("rating"), max_digits=3, decimal_places=2, null=True, blank=True
    )
    rating_count = models.PositiveIntegerField(_("number of ratings"), default=0)
    # Names without accents: neither database searches Vietnamese the way people type.
    search_key = models.TextField(editable=False, default="")

    class Meta:
        verbose_name = _("provider")
        verbose_name_plural = _("providers")
        ordering = ["organisation__sort_key", "pk"]

    def __str__(self) -> str:
        return self.organisation.name

    def is_vetted_on(self, day: date) -> bool:
        return self.vetted_until is not None and self.vetted_until >= day

    def is_paused_on(self, day: date) -> bool:
        """The last day still counts."""
        return self.paused_until is not None and self.paused_until >= day


class Solution(models.Model):
    class Kind(models.TextChoices):
        SOFTWARE = "software", _("software")
        SERVICE = "service", _("service")
        TRAINING = "training", _("training")
        HARDWARE = "hardware", _("hardware")
        CONSULTING = "consulting", _("consulting")

    class Unit(models.TextChoices):
        ONCE = "once", _("once")
        MONTH = "month", _("per month")
        YEAR = "year", _("per year")
        USER_MONTH = "user_month", _("per user and month")

    provider = models.ForeignKey(
        Provider, on_delete=models.CASCADE, related_name="solutions"
    )
    slug = models.SlugField(_("short name"), max_length=80, unique=True)
    name = models.JSONField()  # {vi, en}
    what = models.JSONField()  # {vi, en}
    kind = models.CharField(_("kind"), max_length=10, choices=Kind)
    # [{"capability": "sales.pos", "lift": 1}], or with a "question" of `index_id`.
    # Capabilities belong to no index, so that they outlive each decision.
    improves = models.JSONField()
    index_id = models.SlugField(max_length=60, default="dbi-2021-sme")
    # VSIC sections and size classes; none sets no limit.
    sectors = models.JSONField(default=list)
    sizes = models.JSONField(default=list)
    price_from = models.BigIntegerField(_("price from (dong)"))
    price_to = models.BigIntegerField(_("price to (dong)"))
    price_unit = models.CharField(_("price is paid"), max_length=10, choices=Unit)
    price_confirmed = models.DateField(null=True, blank=True)
    delivery_days = models.PositiveSmallIntegerField(null=True, blank=True)
    # Id in the support list of registry.sizes.
    support_item = models.CharField(max_length=40, blank=True)
    is_active = models.BooleanField(_("on offer"), default=True)
    # When somebody last looked at its price and at what it raises; never: not shown yet.
    judged_at = models.DateTimeField(null=True, editable=False)

    class Meta:
        verbose_name = _("solution")
        verbose_name_plural = _("solutions")
        ordering = ["provider", "slug"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(price_from__gte=0)
                & models.Q(price_to__gte=models.F("price_from")),
                name="solution_price_range",
            )
        ]

    def __str__(self) -> str:
        return self.slug
