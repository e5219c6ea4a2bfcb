"""What can stand in the way of a backup, or of going back to one."""


class BackupError(Exception):
    """code: exists, no_tool, tool_failed, damaged, changed, newer, edited, other_database,
    not_empty, file_differs, strange, no_tables. params: which.
    """

    def __init__(self, code: str, **params: object) -> None:
        super().__init__(code)
        self.code = code
        self.params = params
