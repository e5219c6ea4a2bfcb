"""System checks: nobody's data is taken without saying who takes it.

Ids never change; docs and operators refer to them.
"""

from collections.abc import Iterator

from django.conf import settings
from django.core.checks import CheckMessage, Error, Tags, register
from django.core.exceptions import ValidationError
from django.core.validators import URLValidator, validate_email

EXAMPLES = {
    "OPERATOR_NAME": "Trung tâm Chuyển đổi số Thành phố",
    "OPERATOR_ADDRESS": "1 Đường Số, Phường Sài Gòn, Thành phố Hồ Chí Minh",
    "OPERATOR_COMPLAINTS": "khieu-nai@trungtam.example or https://…",
    "OPERATOR_RESPONSIBLE": "Bộ phận bảo vệ dữ liệu cá nhân",
    "OPERATOR_RESPONSIBLE_EMAIL": "du-lieu@trungtam.example",
}


@register(Tags.security, deploy=True)
def operator_is_named(app_configs, **kwargs) -> list[CheckMessage]:
    if settings.DEBUG:
        return []
    missing = [name for name in EXAMPLES if not getattr(settings, name).strip()]
    if missing or settings.OPERATOR_IS_INVENTED:
        return [_unnamed(missing or list(EXAMPLES))]
    return list(_unreachable())


def _unnamed(missing: list[str]) -> Error:
    examples = "; ".join(f"{name}={EXAMPLES[name]}" for name in missing)
    return Error(
        "Nobody is named who answers for personal data: whoever signs up has to know who "
        f"takes their data (Law 91/2025/QH15). Missing: {', '.join(missing)}.",
        hint=f"Set in the environment, for example: {examples}.",
        id="privacy.E001",
    )


def _unreachable() -> Iterator[Error]:
    """What is written to, and is no address."""
    if not _is_email(settings.OPERATOR_RESPONSIBLE_EMAIL):
        yield _no_address("OPERATOR_RESPONSIBLE_EMAIL")
    complaints = settings.OPERATOR_COMPLAINTS
    if not _is_email(complaints) and not _is_page(complaints):
        yield _no_address("OPERATOR_COMPLAINTS")


def _no_address(name: str) -> Error:
    return Error(
        f"{name} is {getattr(settings, name)!r}, to which nobody can write.",
        hint=f"For example {name}={EXAMPLES[name]}.",
        id="privacy.E002",
    )


def _is_email(text: str) -> bool:
    return _passes(validate_email, text)


def _is_page(text: str) -> bool:
    return _passes(URLValidator(schemes=["https"]), text)


def _passes(validate, text: str) -> bool:
    try:
        validate(text)
    except ValidationError:
        return False
    return True
