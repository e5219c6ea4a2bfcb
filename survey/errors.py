from accounts.errors import DomainError


class SurveyError(DomainError):
    """Something that cannot be done with an assessment.

    For example `incomplete` with `codes=[…]`.
    """
