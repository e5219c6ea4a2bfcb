"""What a program is refused before anything of ours is asked, by its code."""

from collections.abc import Mapping
from http import HTTPStatus

from accounts.errors import DomainError

STATUS = {
    "token_missing": HTTPStatus.UNAUTHORIZED,
    "token_unknown": HTTPStatus.UNAUTHORIZED,
    "token_unanswered": HTTPStatus.UNAUTHORIZED,
    "second_step_missing": HTTPStatus.FORBIDDEN,
    "not_secure": HTTPStatus.FORBIDDEN,
    "not_found": HTTPStatus.NOT_FOUND,
    "method_not_allowed": HTTPStatus.METHOD_NOT_ALLOWED,
    "too_large": HTTPStatus.REQUEST_ENTITY_TOO_LARGE,
    "not_json": HTTPStatus.UNSUPPORTED_MEDIA_TYPE,
    "unreadable": HTTPStatus.BAD_REQUEST,
    "unknown_cursor": HTTPStatus.BAD_REQUEST,
    "too_often": HTTPStatus.TOO_MANY_REQUESTS,
    "wrong_key": HTTPStatus.BAD_REQUEST,
    "key_taken": HTTPStatus.UNPROCESSABLE_ENTITY,
    "key_at_work": HTTPStatus.CONFLICT,
    "changed_meanwhile": HTTPStatus.PRECONDITION_FAILED,
    "invalid": HTTPStatus.UNPROCESSABLE_ENTITY,
    "broken": HTTPStatus.INTERNAL_SERVER_ERROR,
    "unavailable": HTTPStatus.SERVICE_UNAVAILABLE,
}


class FieldsError(DomainError):
    """Several things that were sent do not fit, each by its place there."""

    def __init__(self, errors: Mapping[tuple[str, ...], DomainError]) -> None:
        super().__init__("invalid")
        self.errors = errors


class ApiError(DomainError):
    """For example `too_often`; its status is STATUS[code]."""

    def __init__(self, code: str, **params: object) -> None:
        super().__init__(code, **params)
        self.status = STATUS[code]
