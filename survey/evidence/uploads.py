"""A body that is far too large is refused before it is read, whatever page it is sent to."""

from django.core.exceptions import RequestDataTooBig
from django.core.files.uploadhandler import FileUploadHandler

# Above the largest file, so that one somewhat too large is explained beside its field.
MOST_BODY = 40 * 1024 * 1024


class QuotaHandler(FileUploadHandler):
    """First of FILE_UPLOAD_HANDLERS; leaves the files to the others."""

    def handle_raw_input(
        self,
        input_data,
        META,  # noqa: N803
        content_length,
        boundary,
        encoding=None,
    ) -> None:
        if content_length > MOST_BODY:
            raise RequestDataTooBig(f"More than {MOST_BODY} bytes were sent.")

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes:
        return raw_data

    def file_complete(self, file_size: int) -> None:
        return None
