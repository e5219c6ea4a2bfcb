"""What a firm agrees to when it begins by a link of its association, word for word.

Published wordings never change: other words are a new id.
"""

from accounts.access.scopes import Item

ID = "campaign-2026-11"
ITEMS = (Item.PROGRESS,)
AGREE = {
    "vi": (
        "Tôi đồng ý: doanh nghiệp thuộc hiệp hội này, và hiệp hội thấy đã bắt đầu chưa, đang ở "
        "phần nào, đã gửi chưa."
    ),
    "en": (
        "I agree: the enterprise belongs to this association, and the association sees whether "
        "it has begun, at which part it is, and whether it has sent."
    ),
}
RIGHTS = {
    "vi": (
        "Hiệp hội không thấy câu trả lời nào. Kết quả chỉ được xem khi anh/chị chọn chia sẻ. "
        "Rút lại lúc nào cũng được, ngay ở trang này."
    ),
    "en": (
        "The association sees no answer. The result it sees only if you choose to share it. "
        "You can withdraw at any time, on this very page."
    ),
}
