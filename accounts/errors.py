"""One kind of error for every package: a code and its parameters, never a text.

The words are chosen at the edge, in the reader's language.
"""


class DomainError(Exception):
    """Something that cannot be done; each package has its own kind of it."""

    def __init__(self, code: str, **params: object) -> None:
        super().__init__(code, params)
        self.code = code
        self.params = params

    def __str__(self) -> str:
        params = ", ".join(f"{name}={value!r}" for name, value in self.params.items())
        return f"{self.code} ({params})" if params else self.code


class AccountError(DomainError):
    """What cannot be done with an organisation or a consent, for example `unknown_items`."""
