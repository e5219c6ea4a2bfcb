"""In which language a program is answered: the one it asks for, else that of the account."""

from django.conf import settings
from django.http import HttpRequest
from django.utils.translation.trans_real import parse_accept_lang_header


def language_of(request: HttpRequest) -> str:
    asked = request.headers.get("Accept-Language", "")
    # The most wanted first; en-GB is en.
    for named, _weight in parse_accept_lang_header(asked):
        language = named.partition("-")[0]
        if language in dict(settings.LANGUAGES):
            return language
    # Nobody is known yet where a token is refused.
    user = getattr(request, "user", None)
    known = getattr(user, "language", "")
    return known if known in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE
