"""What an owner agrees to when the enterprise is counted in what the city sees, word for word.

Published wordings never change: other words are a new id, the old one stays.
"""

from collections.abc import Mapping
from dataclasses import dataclass

Texts = Mapping[str, str]


@dataclass(frozen=True)
class CountWording:
    id: str
    agree: Texts  # beside the box
    seen: Texts
    rights: Texts


CURRENT = CountWording(
    id="count-2026-11",
    agree={
        "vi": (
            "Tôi đồng ý cho doanh nghiệp được đếm, không nêu tên, trong số liệu chung của thành "
            "phố."
        ),
        "en": (
            "I agree that the enterprise is counted, without its name, in figures of many that "
            "the city sees."
        ),
    },
    seen={
        "vi": (
            "Cơ quan thành phố chỉ thấy số liệu gộp của nhiều doanh nghiệp: bao nhiêu đơn vị ở "
            "từng mức độ và phần trăm trung bình, theo ngành, quy mô, địa bàn, hiệp hội và quý. "
            "Không bao giờ thấy riêng một doanh nghiệp, không số nào nói về ít hơn năm doanh "
            "nghiệp."
        ),
        "en": (
            "The city’s agency sees figures of many enterprises only: how many are at each level, "
            "and the average percent, by sector, size, area, association and quarter. Never one "
            "enterprise, and no figure of fewer than five."
        ),
    },
    rights={
        "vi": (
            "Không đồng ý cũng không mất gì: mọi phần khác vẫn dùng được. Rút lại lúc nào cũng "
            "được. Số liệu chỉ đổi khi có ít nhất năm doanh nghiệp cùng đổi, nên doanh nghiệp có "
            "thể còn trong số gộp, không tên, cho đến lần đó."
        ),
        "en": (
            "Without agreeing you lose nothing: everything else works all the same. You can "
            "withdraw at any time. Figures change only where at least five enterprises change "
            "together, so the enterprise may stay in them, without a name, until then."
        ),
    },
)
WORDINGS = {wording.id: wording for wording in (CURRENT,)}
