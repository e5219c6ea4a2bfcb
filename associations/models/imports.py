"""A table of members that is being read, and which members stood in it once it is imported."""

import uuid

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import Organisation, User
from associations.models.members import Member


class MemberImport(models.Model):
    class State(models.TextChoices):
        READING = "reading", _("being read")
        UNREADABLE = "unreadable", _("cannot be read")
        READ = "read", _("to be looked at")
        KEEPING = "keeping", _("being imported")
        DONE = "done", _("imported")

    public_id = models.UUIDField(
        _("public id"), default=uuid.uuid4, unique=True, editable=False
    )
    association = models.ForeignKey(
        Organisation,
        verbose_name=_("association"),
        on_delete=models.CASCADE,
        related_name="member_imports",
    )
    by = models.ForeignKey(
        User,
        null=True,
        verbose_name=_("sent by"),
        on_delete=models.SET_NULL,
        related_name="+",
    )
    sent_at = models.DateTimeField(_("sent"), default=timezone.now)
    state = models.CharField(
        _("state"), max_length=10, choices=State, default=State.READING
    )
    # As it was sent; gone once its rows are read.
    content = models.BinaryField(null=True, editable=False)
    error = models.CharField(max_length=40, blank=True)  # a code, see members.wording
    columns = models.JSONField(default=list)  # names of fields, as its head has them
    strange = models.JSONField(default=list)  # heads that are no field
    counts = models.JSONField(default=dict)  # what importing came to
    # Who stood in it once it was imported: a campaign can invite just these.
    members = models.ManyToManyField(
        Member, verbose_name=_("members"), related_name="+"
    )

    class Meta:
        verbose_name = _("import of members")
        verbose_name_plural = _("imports of members")
        ordering = ["-sent_at", "-pk"]

    def __str__(self) -> str:
        return f"{self.association_id}, {self.sent_at:%Y-%m-%d}"


class ImportRow(models.Model):
    """One row as it was typed, what is wrong with it, and whom it may be."""

    class Kind(models.TextChoices):
        BAD = "bad", _("to be mended")
        ALIKE = "alike", _("to be chosen")
        KNOWN = "known", _("known already")
        NEW = "new", _("new")

    class Choice(models.TextChoices):
        UPDATE = "update", _("the same one")
        ADD = "add", _("another one")
        LEAVE = "leave", _("leave out")

    of = models.ForeignKey(
        MemberImport,
        verbose_name=_("import"),
        on_delete=models.CASCADE,
        related_name="rows",
    )
    number = models.PositiveIntegerField(_("row"))  # as a spreadsheet counts
    cells = models.JSONField(default=dict)  # text by name of the field
    problems = models.JSONField(default=list)  # fields that something is wrong with
    mended = models.JSONField(default=list)  # fields whose text was set right
    tax_code = models.CharField(max_length=14, blank=True)
    search_key = models.CharField(max_length=200, blank=True)
    kind = models.CharField(max_length=5, choices=Kind)
    choice = models.CharField(max_length=6, choices=Choice, blank=True)
    # Whom it may be: a member that is known, or an earlier row of the same table.
    member = models.ForeignKey(
        Member,
        null=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    row = models.PositiveIntegerField(null=True)

    class Meta:
        verbose_name = _("row of an import")
        verbose_name_plural = _("rows of an import")
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["of", "number"], name="one_row_each")
        ]
        indexes = [
            models.Index(fields=["of", "kind", "number"], name="rows_by_kind"),
        ]

    def __str__(self) -> str:
        return f"{self.of_id}, {self.number}"
