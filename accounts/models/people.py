"""Who there is, who belongs where, and what may be seen."""

import uuid
from datetime import datetime

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.models import PermissionsMixin
from django.db import models
from django.db.models.functions import Lower
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from language.cleaning import plain
from language.collation import sort_key, unaccented
from registry.households import looks_like_household

RoundKey = tuple[str, int]  # the index that a round answers, and its number


def round_name(round_key: RoundKey) -> str:
    """A round as the log names it."""
    index, number = round_key
    return f"{index}/{number}"


class UserManager(BaseUserManager):
    def create_user(self, email: str, password: str | None = None, **fields) -> "User":
        user = self.model(email=plain(email).lower(), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def create_superuser(
        self, email: str, password: str | None = None, **fields
    ) -> "User":
        rights = {"is_staff": True, "is_superuser": True}
        return self.create_user(email, password, **rights, **fields)

    def get_by_natural_key(self, email: str) -> "User":
        # Phones write the first letter of an address as a capital.
        return self.get(email__iexact=plain(email))


class User(AbstractBaseUser, PermissionsMixin):
    email = models.EmailField(_("email"), max_length=254, unique=True)
    full_name = models.CharField(_("full name"), max_length=150, blank=True)
    language = models.CharField(_("language"), max_length=5, default="vi")
    is_staff = models.BooleanField(_("administrator"), default=False)
    is_active = models.BooleanField(_("active"), default=True)
    # Of who works where it is demanded: from then on nothing opens without a second step.
    second_step_from = models.DateTimeField(null=True, editable=False)
    date_joined = models.DateTimeField(_("signed up"), default=timezone.now)

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    objects = UserManager()

    class Meta:
        verbose_name = _("user")
        verbose_name_plural = _("users")
        constraints = [
            models.UniqueConstraint(Lower("email"), name="one_user_per_email")
        ]

    def __str__(self) -> str:
        return self.full_name or self.email

    def get_full_name(self) -> str:
        return self.full_name

    def get_short_name(self) -> str:
        return self.full_name or self.email


class Organisation(models.Model):
    """Whom everything belongs to.

    An enterprise that never had a member is unclaimed: started without an account.
    """

    class Kind(models.TextChoices):
        ENTERPRISE = "enterprise", _("enterprise")
        ASSOCIATION = "association", _("association")
        PROVIDER = "provider", _("provider")
        AGENCY = "agency", _("city agency")

    public_id = models.UUIDField(
        _("public id"), default=uuid.uuid4, unique=True, editable=False
    )
    kind = models.CharField(_("kind"), max_length=12, choices=Kind)
    name = models.CharField(_("name"), max_length=200)
    # The two databases sort and search Vietnamese differently, and both not as people do.
    sort_key = models.CharField(max_length=600, editable=False, db_index=True)
    search_key = models.CharField(max_length=200, editable=False, default="")
    tax_code = models.CharField(_("tax code"), max_length=14, blank=True)
    sector = models.CharField(
        _("sector"), max_length=2, blank=True
    )  # see registry.sectors
    area = models.CharField(_("area"), max_length=5, blank=True)  # see registry.areas
    # As its owner says; what else tells it stands in `is_household_business`.
    is_household = models.BooleanField(_("household business"), default=False)
    is_fictional = models.BooleanField(_("fictional (demo)"), default=False)
    created_at = models.DateTimeField(_("created"), default=timezone.now)
    # When it got its first member; stays when all have left.
    claimed_at = models.DateTimeField(null=True, editable=False)
    # From when on whoever works there needs a second step, where its manager demands one.
    second_step_from = models.DateTimeField(null=True, editable=False)
    # How often links to go on with it were ended: who came by an older one holds it no more.
    links_ended = models.PositiveSmallIntegerField(default=0, editable=False)

    class Meta:
        verbose_name = _("organisation")
        verbose_name_plural = _("organisations")
        ordering = ["sort_key", "pk"]
        indexes = [models.Index(fields=["kind", "sort_key"], name="organisation_list")]

    def __str__(self) -> str:
        return self.name

    def save(self, *args, update_fields=None, **kwargs) -> None:
        self.set_keys()
        # Whoever saves some fields only would leave the keys behind the name.
        if update_fields:
            update_fields = {*update_fields, "sort_key", "search_key"}
        super().save(*args, update_fields=update_fields, **kwargs)

    def set_keys(self) -> None:
        """What it is sorted and found by."""
        self.sort_key = sort_key(self.name)
        self.search_key = unaccented(self.name)[:200]

    @property
    def is_household_business(self) -> bool:
        """By its owner's word, or by what its tax code and its name show."""
        if self.is_household:
            return True
        return looks_like_household(self.name, self.tax_code)


class Membership(models.Model):
    class Role(models.TextChoices):
        # Of an enterprise.
        OWNER = "owner", _("owner")
        MEMBER = "member", _("member")
        # Of who works for others; what each may do is said by accounts.access.actions.
        MANAGER = "manager", _("manager")
        OFFICER = "officer", _("officer")
        REVIEWER = "reviewer", _("reviewer")
        READER = "reader", _("reader")

    user = models.ForeignKey(
        User,
        verbose_name=_("user"),
        on_delete=models.CASCADE,
        related_name="memberships",
    )
    organisation = models.ForeignKey(
        Organisation,
        verbose_name=_("organisation"),
        on_delete=models.CASCADE,
        related_name="memberships",
    )
    role = models.CharField(_("role"), max_length=8, choices=Role)
    since = models.DateTimeField(_("since"), default=timezone.now)

    class Meta:
        verbose_name = _("membership")
        verbose_name_plural = _("memberships")
        constraints = [
            models.UniqueConstraint(
                fields=["user", "organisation"], name="one_membership_each"
            )
        ]

    def __str__(self) -> str:
        return f"{self.user_id} in {self.organisation_id}"


_Role = Membership.Role
# What somebody can be in an organisation of each kind; who makes one is the first.
ROLES_OF = {
    Organisation.Kind.ENTERPRISE: (_Role.OWNER, _Role.MEMBER),
    Organisation.Kind.ASSOCIATION: (
        _Role.MANAGER,
        _Role.OFFICER,
        _Role.REVIEWER,
        _Role.READER,
    ),
    Organisation.Kind.PROVIDER: (_Role.MANAGER, _Role.OFFICER, _Role.READER),
    Organisation.Kind.AGENCY: (_Role.MANAGER, _Role.READER),
}


class Consent(models.Model):
    """What `grantee` may see of `enterprise`, checked at every read.

    Withdrawn consents stay as proof.
    """

    class Purpose(models.TextChoices):
        FOLLOW = "follow", _("share results with an association")
        CONTACT = "contact", _("be contacted by a provider")
        # Of figures of many: opens nothing of the enterprise itself.
        COUNT = "count", _("be counted in what the city sees")
        CAMPAIGN = "campaign", _("take part in a campaign of an association")
        CHANGE = "change", _("show a provider what changed since it delivered")
        LEADS = "leads", _("let an association follow requests to providers")

    public_id = models.UUIDField(
        _("public id"), default=uuid.uuid4, unique=True, editable=False
    )
    enterprise = models.ForeignKey(
        Organisation,
        verbose_name=_("enterprise"),
        on_delete=models.CASCADE,
        related_name="consents_given",
    )
    grantee = models.ForeignKey(
        Organisation,
        verbose_name=_("given to"),
        on_delete=models.CASCADE,
        related_name="consents_received",
    )
    purpose = models.CharField(_("purpose"), max_length=8, choices=Purpose)
    items = models.JSONField(
        _("may see"), default=list
    )  # names of accounts.access.scopes.Item
    # Of one round only: the index it answers, and its number; 0 is every round.
    index = models.SlugField(_("of one round: its index"), max_length=60, blank=True)
    round = models.PositiveSmallIntegerField(_("of one round: its number"), default=0)
    # What these items come to by `accounts.access.scopes.scope_of_items`: lists ask for it.
    scope = models.PositiveSmallIntegerField(default=0, editable=False)
    text_version = models.CharField(
        _("wording"), max_length=40
    )  # that the person agreed to
    given_by = models.ForeignKey(
        User,
        null=True,
        verbose_name=_("given by"),
        on_delete=models.SET_NULL,
        related_name="+",
    )
    given_at = models.DateTimeField(_("given"))
    withdrawn_at = models.DateTimeField(_("withdrawn at"), null=True, blank=True)
    expires_at = models.DateTimeField(_("runs out"), null=True, blank=True)

    class Meta:
        verbose_name = _("consent")
        verbose_name_plural = _("consents")
        ordering = ["-given_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["enterprise", "grantee", "purpose", "index", "round"],
                condition=models.Q(withdrawn_at__isnull=True),
                name="one_standing_consent",
            )
        ]

    def __str__(self) -> str:
        return f"{self.purpose} {self.enterprise_id} → {self.grantee_id}"

    def stands_at(self, now: datetime) -> bool:
        """As `accounts.access.scopes.in_force` asks the database."""
        if self.withdrawn_at is not None:
            return False
        return self.expires_at is None or self.expires_at > now

    @property
    def round_key(self) -> RoundKey:
        return self.index, self.round

    def covers(self, round_key: RoundKey | None) -> bool:
        """Whether what it names may be seen of this round; None is all of them."""
        return not self.round or self.round_key == round_key


class Confirmation(models.Model):
    """An association says that an enterprise is real, since it knows it.

    It then counts in comparisons with or without an account. Withdrawn ones stay as proof.
    """

    enterprise = models.ForeignKey(
        Organisation,
        verbose_name=_("enterprise"),
        on_delete=models.CASCADE,
        related_name="confirmations",
    )
    association = models.ForeignKey(
        Organisation,
        verbose_name=_("association"),
        on_delete=models.CASCADE,
        related_name="confirmations_given",
    )
    given_by = models.ForeignKey(
        User,
        null=True,
        verbose_name=_("given by"),
        on_delete=models.SET_NULL,
        related_name="+",
    )
    given_at = models.DateTimeField(_("given"))
    withdrawn_at = models.DateTimeField(_("withdrawn at"), null=True, blank=True)

    class Meta:
        verbose_name = _("confirmation")
        verbose_name_plural = _("confirmations")
        ordering = ["-given_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["enterprise", "association"],
                condition=models.Q(withdrawn_at__isnull=True),
                name="one_standing_confirmation",
            )
        ]

    def __str__(self) -> str:
        return f"{self.association_id}: {self.enterprise_id}"
