"""Errors of matching and leads: a code and its parameters, never a text. The words are chosen at the edge."""


class ProviderError(Exception):
    """Something that cannot be done, for example `already_asked` with `lead`, `full_this_month`, `reason_missing`."""

    def __init__(self, code: str, **params: object) -> None:
        super().__init__(code, params)
        self.code = code
        self.params = params
