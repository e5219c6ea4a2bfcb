"""Who runs the site and answers for personal data, as pages name them."""

from dataclasses import dataclass

from django.conf import settings


@dataclass(frozen=True)
class Operator:
    """complaints: an email address, or the address of a page.

    is_invented: the one of the demo, which nobody is to write to.
    """

    name: str
    address: str
    complaints: str
    responsible: str
    responsible_email: str
    is_invented: bool

    @property
    def complaints_url(self) -> str:
        if self.complaints.startswith("https://"):
            return self.complaints
        return f"mailto:{self.complaints}"


def operator() -> Operator | None:
    """None where the settings name nobody."""
    if not settings.OPERATOR_NAME:
        return None
    return Operator(
        name=settings.OPERATOR_NAME,
        address=settings.OPERATOR_ADDRESS,
        complaints=settings.OPERATOR_COMPLAINTS,
        responsible=settings.OPERATOR_RESPONSIBLE,
        responsible_email=settings.OPERATOR_RESPONSIBLE_EMAIL,
        is_invented=settings.OPERATOR_IS_INVENTED,
    )
