"""Whom an association counts among its members, as it knows them itself."""

import uuid
from collections.abc import Mapping

from django.db import models
from django.db.models.functions import Lower
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import Organisation, User
from language.collation import sort_key, unaccented

# Beside what was typed (`Member.learn`).
LEARNT = ("by_itself", "token_hash", "invited_at")


class Member(models.Model):
    """What an association typed of a member of its own, and nothing that the member answered here.

    Most are known before they ever come: then there is no enterprise. Once one came and agreed,
    an affiliation says that it belongs, and a consent what may be seen of it. One that came by
    itself has what it told when it asked to belong.
    """

    class Size(models.TextChoices):
        MICRO = "micro", _("micro")
        SMALL = "small", _("small")
        MEDIUM = "medium", _("medium")
        LARGE = "large", _("large")

    public_id = models.UUIDField(
        _("public id"), default=uuid.uuid4, unique=True, editable=False
    )
    association = models.ForeignKey(
        Organisation,
        verbose_name=_("association"),
        on_delete=models.CASCADE,
        related_name="members",
    )
    # Who it turned out to be; gone from here once it leaves.
    enterprise = models.ForeignKey(
        Organisation,
        null=True,
        blank=True,
        verbose_name=_("enterprise"),
        on_delete=models.SET_NULL,
        related_name="known_as",
    )
    name = models.CharField(_("name"), max_length=200)
    sort_key = models.CharField(max_length=600, editable=False)
    search_key = models.CharField(max_length=200, editable=False)
    tax_code = models.CharField(_("tax code"), max_length=14, blank=True)
    contact_person = models.CharField(_("contact person"), max_length=150, blank=True)
    email = models.EmailField(_("email"), blank=True)
    phone = models.CharField(_("telephone"), max_length=20, blank=True)
    sector = models.CharField(_("sector"), max_length=2, blank=True)
    area = models.CharField(_("area"), max_length=5, blank=True)
    size = models.CharField(_("size"), max_length=6, choices=Size, blank=True)
    note = models.TextField(_("note"), blank=True)
    by_itself = models.BooleanField(_("came by itself"), default=False)
    # A letter asked it to belong: until it answers, or the link ran out, the hash stands.
    invited_at = models.DateTimeField(_("invited"), null=True, blank=True)
    token_hash = models.CharField(max_length=64, blank=True, db_index=True)
    declined_at = models.DateTimeField(_("said no"), null=True, blank=True)
    left_at = models.DateTimeField(_("left"), null=True, blank=True)
    added_at = models.DateTimeField(_("entered"), default=timezone.now)
    added_by = models.ForeignKey(
        User,
        null=True,
        blank=True,
        verbose_name=_("added by"),
        on_delete=models.SET_NULL,
        related_name="+",
    )

    class Meta:
        verbose_name = _("member of an association")
        verbose_name_plural = _("members")
        ordering = ["sort_key", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["association", "enterprise"], name="one_member_an_enterprise"
            )
        ]
        indexes = [
            models.Index(
                fields=["association", "sort_key", "id"], name="members_by_name"
            ),
            models.Index(fields=["association", "tax_code"], name="members_by_tax"),
            models.Index(fields=["association", "search_key"], name="members_alike"),
            models.Index("association", Lower("email"), name="members_by_email"),
        ]

    def __str__(self) -> str:
        return self.name

    def save(self, *args, update_fields=None, **kwargs) -> None:
        self.set_keys()
        # Whoever saves some fields only would leave the keys behind the name.
        if update_fields:
            update_fields = {*update_fields, "sort_key", "search_key"}
        super().save(*args, update_fields=update_fields, **kwargs)

    def learn(self, typed: Mapping[str, str]) -> list[str]:
        """What the association says of it from now on; the names of what is new, sorted.

        LEARNT is what else may have changed, for whoever saves some fields only.
        """
        changed = sorted(name for name in typed if getattr(self, name) != typed[name])
        for name in changed:
            setattr(self, name, typed[name])
        if changed:
            # Also of one that came by itself: the association has looked at it.
            self.by_itself = False
        if "email" in changed:
            # A link that went to the address of before opens nothing any more.
            self.token_hash, self.invited_at = "", None
        return changed

    def set_keys(self) -> None:
        """What it is sorted and found by; for whoever saves many at once."""
        self.sort_key = sort_key(self.name)
        self.search_key = unaccented(self.name)[:200]
