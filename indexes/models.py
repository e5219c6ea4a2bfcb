"""Published versions of index documents, and the index that each of them is."""

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from indexes.index.model import Index

_indexes: dict[tuple[str, int, str, str], Index] = {}


class WithoutDocument(models.Manager):
    """The document is heavy, and each process keeps it once read (`IndexVersion.index`).

    So it is loaded when it is asked for.
    """

    def get_queryset(self) -> models.QuerySet:
        return super().get_queryset().defer("document")


class IndexVersion(models.Model):
    """A version of an index document. Published, it never changes: a correction is a new one."""

    class Status(models.TextChoices):
        DRAFT = "draft", pgettext_lazy("of an index", "draft")
        PUBLISHED = "published", _("published")
        RETIRED = "retired", _("retired")

    index_id = models.SlugField(_("index"), max_length=60)
    version = models.PositiveIntegerField(_("version"))
    checksum = models.CharField(_("checksum"), max_length=64)
    document = models.JSONField()
    status = models.CharField(
        _("status"),
        max_length=10,
        choices=Status,
        default=Status.PUBLISHED,
    )
    published_at = models.DateTimeField(
        _("published or uploaded"), default=timezone.now
    )

    objects = WithoutDocument()

    class Meta:
        verbose_name = _("index version")
        verbose_name_plural = _("index versions")
        ordering = ["index_id", "-version"]
        base_manager_name = "objects"
        constraints = [
            models.UniqueConstraint(
                fields=["index_id", "version"], name="one_document_per_version"
            )
        ]

    def __str__(self) -> str:
        return f"{self.index_id} v{self.version}"

    @property
    def index(self) -> Index:
        """What all variants share; where there are none, the whole index."""
        return self.index_in("")

    def index_in(self, variant: str) -> Index:
        """Built once per process: published content never changes."""
        key = (self.index_id, self.version, self.checksum, variant)
        if key not in _indexes:
            _indexes[key] = Index(self.document, variant)
        return _indexes[key]

    @property
    def variants(self) -> tuple[Index, ...]:
        """What the version can be answered by: an index for each variant, or itself."""
        variants = self.index.variants.get("list", ())
        ids = [variant["id"] for variant in variants] or [""]
        return tuple(map(self.index_in, ids))
