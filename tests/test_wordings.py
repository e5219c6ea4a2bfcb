"""Words that readers shook their heads at are gone from every text, whoever says it."""

import re
from pathlib import Path

from django.conf import settings

# As they were said; what is said now stands in the catalogues.
GONE = (
    "Vào câu đầu tiên",
    "theo chúng tôi cho đến khi",
    "dịch vụ đám mây của nhà nào",
    "tháng công việc",
    "câu trả lời của kỳ này được chốt lại",
    "theo lời văn",
    "Điền đường nhẹ nhất",
    "Mỗi vạch sáng",
    "chưa tính gì cho chúng",
    "Nhà cung cấp cần gặp ai",
    "trước khi trông vào",
    "không cần nhà cung cấp",
)
ROOT = Path(settings.BASE_DIR)
TEXTS = [
    *ROOT.glob("*/locale/vi/LC_MESSAGES/django.po"),
    *ROOT.glob("fixtures/**/*.yaml"),
]


def test_no_text_says_what_readers_shook_their_heads_at():
    assert len(TEXTS) > 20
    for path in TEXTS:
        # A catalogue breaks long texts into lines.
        text = re.sub(r'"\n\s*"', "", path.read_text())
        said = [words for words in GONE if words.casefold() in text.casefold()]
        assert not said, f"{path.relative_to(ROOT)}: {said}"
