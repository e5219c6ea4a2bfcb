"""Where an enterprise was begun, as marks that tell nothing but that two are alike."""

from django.db import models

from accounts.models import Organisation


class Origin(models.Model):
    """From which network and browser an enterprise was begun, each as a keyed hash.

    Only asked whether two enterprises have one of them in common (survey.benchmark). It goes
    with its enterprise, and so with a draft that nobody comes back to.
    """

    organisation = models.OneToOneField(
        Organisation, on_delete=models.CASCADE, related_name="origin"
    )
    # Empty where it could not be told.
    network = models.CharField(max_length=32, blank=True)
    device = models.CharField(max_length=32, blank=True)

    def __str__(self) -> str:
        return f"origin of {self.organisation_id}"
