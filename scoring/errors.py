"""Errors of scoring: a code and its parameters, never a text.

The words are chosen at the edge, in the reader's language.
"""


class ScoringError(ValueError):
    """Something that cannot be scored.

    `code` is a short name (`level_out_of_range`), `params` say where and what
    (`question="1.1.1", level=9`). Both are stable: callers translate them.
    """

    def __init__(self, code: str, **params: object) -> None:
        super().__init__(code, params)
        self.code = code
        self.params = params

    def __str__(self) -> str:
        if not self.params:
            return self.code

        params = ", ".join(f"{name}={value!r}" for name, value in self.params.items())
        return f"{self.code} ({params})"


class RubricError(ScoringError):
    """A rubric that contradicts itself: raised when it is built, never while scoring."""
