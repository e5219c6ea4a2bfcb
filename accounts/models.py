"""Who there is, who belongs where, what may be seen, and what was done."""

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
        OWNER = "owner", _("owner")
        MEMBER = "member", _("member")

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


class Consent(models.Model):
    """What `grantee` may see of `enterprise`, checked at every read.

    Withdrawn consents stay as proof.
    """

    class Purpose(models.TextChoices):
        FOLLOW = "follow", _("share results with an association")
        CONTACT = "contact", _("be contacted by a provider")

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
    )  # names of accounts.access.Item
    # What these items come to, as `accounts.access.scope_of_items` tells it: lists ask for it.
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
                fields=["enterprise", "grantee", "purpose"],
                condition=models.Q(withdrawn_at__isnull=True),
                name="one_standing_consent",
            )
        ]

    def __str__(self) -> str:
        return f"{self.purpose} {self.enterprise_id} → {self.grantee_id}"

    def stands_at(self, now: datetime) -> bool:
        """As `accounts.access.in_force` asks the database."""
        if self.withdrawn_at is not None:
            return False
        return self.expires_at is None or self.expires_at > now


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


class AuditEvent(models.Model):
    """Who did or opened what. Holds ids and codes only, no personal data."""

    at = models.DateTimeField(_("when"), db_index=True)
    actor = models.ForeignKey(
        User,
        null=True,
        verbose_name=_("who"),
        on_delete=models.SET_NULL,
        related_name="+",
    )
    organisation = models.ForeignKey(
        Organisation,
        null=True,
        verbose_name=_("organisation"),
        on_delete=models.CASCADE,
        related_name="events",
    )
    action = models.CharField(_("action"), max_length=40)  # e.g. "consent.given"
    # For example "result:<public id>".
    subject = models.CharField(_("about what"), max_length=80, blank=True)
    details = models.JSONField(_("details"), default=dict, blank=True)
    # Entries of one organisation, or of one kind of event of the site, are a chain.
    chain = models.CharField(max_length=40, editable=False)
    number = models.PositiveBigIntegerField(_("number in its chain"), editable=False)
    # Stays when the account is gone, and then names nobody.
    actor_number = models.PositiveBigIntegerField(null=True, editable=False)
    # The seal before; nothing before the first one.
    previous = models.CharField(max_length=64, blank=True, editable=False)
    seal = models.CharField(_("seal"), max_length=64, editable=False)

    class Meta:
        verbose_name = _("audit entry")
        verbose_name_plural = _("audit log")
        ordering = ["-at", "-pk"]
        indexes = [
            models.Index(fields=["organisation", "-at"], name="audit_of_organisation")
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["chain", "number"], name="one_entry_per_number"
            ),
            models.UniqueConstraint(
                fields=["chain", "previous"], name="no_chain_forks"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.action} {self.subject}"


class AuditHead(models.Model):
    """The end of a chain of the audit log, locked by whoever adds to it."""

    chain = models.CharField(max_length=40, primary_key=True)
    organisation = models.OneToOneField(
        Organisation,
        null=True,
        on_delete=models.CASCADE,
        related_name="audit_head",
    )
    number = models.PositiveBigIntegerField(default=0)
    seal = models.CharField(max_length=64, blank=True)
    # The oldest entry that is kept: older ones were deleted when their time was over.
    first_number = models.PositiveBigIntegerField(default=1)
    first_previous = models.CharField(max_length=64, blank=True)

    def __str__(self) -> str:
        return f"{self.chain}: {self.number}"


class Posting(models.Model):
    """That a form was sent as it was rendered, and the answer to it: a second send gets the same.

    The answer leads on and sets cookies; no page and nothing typed is kept.
    """

    key = models.CharField(max_length=64, primary_key=True)  # a hash
    began_at = models.DateTimeField()
    ends_at = models.DateTimeField(db_index=True)
    answer = models.JSONField(null=True)  # null: on its way

    def __str__(self) -> str:
        return self.key


class Letter(models.Model):
    """A letter from being written to its arrival at the mail server, which takes its words away.

    key: what is written for the same reason twice leaves once. tracked_as: under what a page
    that asked for it looks whether it left.
    """

    class State(models.TextChoices):
        WAITING = "waiting", _("Waiting")
        HANDED = "handed", _("Being handed over")
        SENT = "sent", _("Sent")
        REFUSED = "refused", _("No such mailbox")
        FAILED = "failed", _("Given up")
        # Whoever handed it over died in that moment: nobody knows, and it is not sent twice.
        UNSURE = "unsure", _("Not known whether it left")

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
    tried_at = models.DateTimeField(_("last tried"), null=True)

    class Meta:
        verbose_name = _("letter")
        verbose_name_plural = _("letters")
        ordering = ["-written_at", "-pk"]
        indexes = [
            models.Index(Lower("to"), name="letter_to"),
            models.Index(fields=["state", "tried_at"], name="letter_state"),
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
