from accounts.errors import DomainError


class SurveyError(DomainError):
    """Something that cannot be done with an assessment, for example `incomplete` with `codes=[…]`."""
