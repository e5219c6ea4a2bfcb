class ErasureError(Exception):
    """code: choice_missing, not_a_colleague, not_own."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code
