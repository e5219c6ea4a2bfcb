from django.core.management.base import BaseCommand
from django.utils import timezone

from survey.feedback.services import forget_feedback


class Command(BaseCommand):
    help = (
        "Delete what visitors said at the end more than a year ago. Run it every night."
    )

    def handle(self, **options) -> None:
        number = forget_feedback(now=timezone.now())
        self.stdout.write(f"{number} words of visitors deleted.")
