"""Pages that belong to an association, for tests that walk every address."""

from accounts.models import Consent

# Named by the association alone.
PAGES = (
    "beside",
    "cell",
    "cohort",
    "exports",
    "leads",
    "needs",
    "today",
)


def of_association(consent: Consent) -> dict[str, list]:
    """What the addresses of the association that a consent was given to are built from."""
    association = consent.grantee.public_id
    return {
        **{f"associations:{page}": [association] for page in PAGES},
        "associations:fetch_export": [association, consent.public_id],
    }
