from accounts.errors import DomainError


class ProviderError(DomainError):
    """Something that cannot be done, for example `already_asked`, `full_this_month`,
    `reason_missing`.
    """
