"""What visitors say of the site at the end."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Feedback(models.Model):
    """One answer to the one question at the end.

    Bound to nobody: neither the enterprise nor the result is kept, and of the time the day.
    """

    class Useful(models.TextChoices):
        YES = "yes", pgettext_lazy("feedback", "Yes")
        PARTLY = "partly", pgettext_lazy("feedback", "Partly")
        NO = "no", pgettext_lazy("feedback", "No")

    useful = models.CharField(_("useful"), max_length=6, choices=Useful, blank=True)
    missing = models.TextField(_("what was missing"), blank=True)
    language = models.CharField(_("language"), max_length=5)
    index_id = models.SlugField(_("index"), max_length=60)
    day = models.DateField(_("day"))

    class Meta:
        verbose_name = _("word of a visitor")
        verbose_name_plural = _("words of visitors")
        ordering = ["-day", "-pk"]

    def __str__(self) -> str:
        return f"{self.day}: {self.useful}"
