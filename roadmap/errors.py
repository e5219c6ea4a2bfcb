"""Errors of roadmaps: a code and its parameters, never a text."""


class RoadmapError(Exception):
    def __init__(self, code: str, **params: object) -> None:
        super().__init__(code, params)
        self.code = code
        self.params = params
