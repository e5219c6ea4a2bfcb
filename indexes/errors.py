from accounts.errors import DomainError


class IndexVersionError(DomainError):
    """Something that cannot be done with a version of an index, for example `version_taken`."""
