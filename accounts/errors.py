"""Errors of organisations and consents: a code and its parameters, never a text. The words are chosen at the edge."""


class AccountError(Exception):
    """Something that cannot be done with an organisation or a consent, for example `unknown_items`."""

    def __init__(self, code: str, **params: object) -> None:
        super().__init__(code, params)
        self.code = code
        self.params = params
