from accounts.errors import DomainError


class AssociationError(DomainError):
    """Something that cannot be done with belonging to an association or sharing with it."""
