"""Errors of the questionnaire: a code and its parameters, never a text. The words are chosen at the edge."""


class SurveyError(Exception):
    """Something that cannot be done with an assessment, for example `incomplete` with `codes=[…]`."""

    def __init__(self, code: str, **params: object) -> None:
        super().__init__(code, params)
        self.code = code
        self.params = params

    def __str__(self) -> str:
        told = ", ".join(f"{name}={value!r}" for name, value in self.params.items())
        return f"{self.code} ({told})" if told else self.code
