class RequestError(Exception):
    """code: closed, acknowledged_already, extended_already, too_late, reason_missing,
    link_ended.
    """

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code
