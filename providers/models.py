import uuid
from datetime import date

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from accounts.models import Consent, Organisation
from survey.models import Result


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
    capacity_per_month = models.PositiveSmallIntegerField(
        _("new requests a month"), default=10
    )
    vetted_until = models.DateField(_("vetted until"), null=True, blank=True)
    # By itself or by an administrator: until then it is suggested to nobody.
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


class DirectoryState(models.Model):
    """The directory as it stood when something was suggested by it, under its own digest.

    Only what suggestions read: no addresses and no telephones.
    """

    digest = models.CharField(max_length=64, primary_key=True)
    content = models.BinaryField()  # as `providers.matching.kept.state` packs it
    kept_at = models.DateTimeField()

    def __str__(self) -> str:
        return self.digest[:8]


class Recommendation(models.Model):
    """A stored match: what was suggested for a result, why, and what was left out.

    Kept as it was shown.
    """

    result = models.ForeignKey(
        Result,
        verbose_name=_("result"),
        on_delete=models.CASCADE,
        related_name="recommendations",
    )
    # VND a year.
    budget = models.BigIntegerField(_("budget (dong)"), null=True, blank=True)
    # Names, ids, numbers and codes; sentences are made when it is read (explain), in
    # the language of the reader.
    content = models.JSONField(_("content"))
    # What it was worked out from besides the result, the index and the directory.
    inputs = models.JSONField(_("worked out from"), default=dict)
    directory = models.ForeignKey(
        DirectoryState,
        verbose_name=_("directory of the time"),
        null=True,
        on_delete=models.PROTECT,
        related_name="recommendations",
    )
    # Who stood in full beside which question, by key of the provider: turns go by it.
    shown = models.JSONField(_("shown in full"), default=dict)
    # What became of each provider in it, to be counted (`matching.outcome`); and what the
    # list for all is worth as it was drawn, and at best.
    outcome = models.JSONField(_("what became of each provider"), default=dict)
    worth = models.JSONField(_("worth of the list"), default=list)
    # Of the content, which holds the request: same digest, same answer.
    digest = models.CharField(_("digest"), max_length=64)
    created_at = models.DateTimeField(_("created"))
    # The one asked for last is the one that is shown.
    asked_at = models.DateTimeField(_("last asked for"))

    class Meta:
        verbose_name = _("recommendation")
        verbose_name_plural = _("recommendations")
        ordering = ["-asked_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["result", "digest"], name="one_recommendation_per_question"
            )
        ]
        indexes = [models.Index(fields=["created_at"], name="recommendations_of_month")]

    def __str__(self) -> str:
        return f"{self.result_id}: {self.digest[:8]}"


class MonthCount(models.Model):
    """What was suggested in a month, counted once it is over. No enterprise is in it."""

    month = models.DateField(unique=True)  # its first day
    content = models.JSONField()  # as `providers.exposure.services` counts it
    counted_at = models.DateTimeField()

    class Meta:
        ordering = ["-month"]

    def __str__(self) -> str:
        return self.month.isoformat()


class HiddenProvider(models.Model):
    """That an enterprise wants a provider suggested no more; taken back, the row goes."""

    enterprise = models.ForeignKey(
        Organisation, on_delete=models.CASCADE, related_name="providers_hidden"
    )
    provider = models.ForeignKey(
        Provider, on_delete=models.CASCADE, related_name="hidden_by"
    )
    hidden_at = models.DateTimeField()

    class Meta:
        ordering = ["hidden_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["enterprise", "provider"], name="hidden_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.enterprise_id}: {self.provider_id}"


class Lead(models.Model):
    """A contact the enterprise asked for. Lives and dies with the consent behind it."""

    class State(models.TextChoices):
        NEW = "new", _("new")
        ACCEPTED = "accepted", _("accepted")
        DECLINED = "declined", _("declined")
        WITHDRAWN = "withdrawn", _("withdrawn")

    # The consent behind it is in force, and a place of the provider is taken.
    LIVE = (State.NEW, State.ACCEPTED)

    public_id = models.UUIDField(
        _("public id"), default=uuid.uuid4, unique=True, editable=False
    )
    # The enterprise.
    organisation = models.ForeignKey(
        Organisation, on_delete=models.CASCADE, related_name="leads_asked"
    )
    provider = models.ForeignKey(
        Provider,
        verbose_name=_("provider"),
        on_delete=models.CASCADE,
        related_name="leads",
    )
    solution = models.ForeignKey(
        Solution,
        null=True,
        verbose_name=_("solution"),
        on_delete=models.SET_NULL,
        related_name="leads",
    )
    result = models.ForeignKey(Result, on_delete=models.CASCADE, related_name="leads")
    consent = models.ForeignKey(Consent, on_delete=models.PROTECT, related_name="leads")
    state = models.CharField(
        _("state"), max_length=10, choices=State, default=State.NEW
    )
    # What was passed on, as it was on that day: an answer changed later shows nobody
    # more than was agreed to. Pillar codes, weakest first.
    weak_pillars = models.JSONField(default=list)
    budget = models.BigIntegerField(null=True, blank=True)  # VND
    contact_name = models.CharField(max_length=150)
    contact_email = models.EmailField()
    contact_phone = models.CharField(max_length=20, blank=True)
    message = models.TextField(blank=True)
    decline_reason = models.TextField(blank=True)
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    asked_at = models.DateTimeField(_("sent"))
    decided_at = models.DateTimeField(_("decided"), null=True, blank=True)

    class Meta:
        verbose_name = _("contact request")
        verbose_name_plural = _("contact requests")
        ordering = ["-asked_at", "-pk"]
        indexes = [
            models.Index(
                fields=["provider", "state", "-asked_at"], name="leads_of_provider"
            )
        ]
        constraints = [
            # Two clicks at once pass every check of the service; one of them fails here.
            models.UniqueConstraint(
                fields=["organisation", "provider"],
                condition=models.Q(state="new"),
                name="one_open_lead_per_provider",
            )
        ]

    def __str__(self) -> str:
        return f"{self.public_id} {self.state}"
