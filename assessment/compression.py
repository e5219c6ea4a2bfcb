"""Pages go over a slow line compressed, where the browser takes it."""

from django.http import HttpRequest, HttpResponse
from django.middleware.gzip import GZipMiddleware

TEXTS = ("text/", "application/json", "image/svg+xml")


class CompressTexts(GZipMiddleware):
    """Reports, photos and archives are compressed already.

    A secret on a page does not show in how long the answer is (BREACH): Django adds some
    bytes by chance, and masks the token of a form anew each time.
    """

    def process_response(
        self, request: HttpRequest, response: HttpResponse
    ) -> HttpResponse:
        if not response.headers.get("Content-Type", "").startswith(TEXTS):
            return response
        return super().process_response(request, response)
