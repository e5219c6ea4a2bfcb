"""What an owner agrees to when sharing with an association, word for word.

A consent keeps the id of the wording, and the items that its words name: reading goes by these.
Published wordings never change: other words are a new id, the old one stays.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum

from accounts.access.scopes import Item, Scope

Texts = Mapping[str, str]


@dataclass(frozen=True)
class ScopeText:
    name: Texts
    seen: Texts  # exactly what is laid open
    items: tuple[Item, ...]  # what these words name


class Lasting(StrEnum):
    """For how long something is allowed; the words of addresses and forms."""

    ROUND = "ky-nay"
    WITHDRAWN = "den-khi-rut"


@dataclass(frozen=True)
class LastingText:
    name: Texts
    covers: Texts


@dataclass(frozen=True)
class Wording:
    """contact and lasting: empty where these words did not ask for it yet."""

    id: str
    agree: Texts  # beside the box
    rights: Texts
    scopes: Mapping[Scope, ScopeText]
    contact: ScopeText | None = None
    lasting: Mapping[Lasting, LastingText] = field(default_factory=dict)


_SHARE_1 = Wording(
    id="share-2026-11",
    agree={
        "vi": (
            "Tôi đồng ý cho hiệp hội đã chọn xem đúng những mục đã chọn ở trên, để theo dõi và "
            "hỗ trợ doanh nghiệp chuyển đổi số."
        ),
        "en": (
            "I agree that the association chosen above may see exactly what is chosen above, to "
            "follow and support the enterprise in going digital."
        ),
    },
    rights={
        "vi": (
            "Sự đồng ý này dành cho kết quả của kỳ này, các kỳ trước và các kỳ sau, cho đến khi "
            "anh/chị rút lại. Rút lại lúc nào cũng được, ở trang “Những gì đã cho xem”: hiệp hội "
            "không xem được nữa ngay lúc đó. Không chia sẻ thì vẫn dùng được mọi phần khác của "
            "trang. Mỗi lần hiệp hội mở kết quả đều được ghi lại cho anh/chị xem."
        ),
        "en": (
            "This consent covers the results of this round, of earlier and of later rounds, "
            "until you withdraw it. You can withdraw at any time on the page “What I have "
            "allowed”: from that moment the association sees nothing any more. Without sharing, "
            "everything else here works all the same. Each time the association opens a result "
            "is noted for you to see."
        ),
    },
    scopes={
        Scope.AGGREGATE: ScopeText(
            {"vi": "Chỉ mức độ chung", "en": "Overall level only"},
            {
                "vi": (
                    "Tên, ngành, quy mô, địa bàn của doanh nghiệp, ngày đánh giá, mức độ chung "
                    "và tổng điểm. Không thấy từng trụ cột, không thấy câu trả lời."
                ),
                "en": (
                    "Name, sector, size and area of the enterprise, date of the assessment, "
                    "overall level and total points. No pillars, no answers."
                ),
            },
            (Item.AGGREGATE,),
        ),
        Scope.PILLARS: ScopeText(
            {"vi": "Mức độ chung và các trụ cột", "en": "Overall level and pillars"},
            {
                "vi": "Như trên, thêm điểm và mức độ của từng trụ cột. Không thấy câu trả lời.",
                "en": "As above, and the points and level of each pillar. No answers.",
            },
            (Item.AGGREGATE, Item.PILLARS),
        ),
        Scope.ANSWERS: ScopeText(
            {"vi": "Tất cả câu trả lời", "en": "All answers"},
            {
                "vi": "Như trên, thêm từng câu trả lời và các con số đã nhập.",
                "en": "As above, and every answer with the numbers given.",
            },
            (Item.AGGREGATE, Item.PILLARS, Item.ANSWERS),
        ),
    },
)

_SHARE_2 = replace(
    _SHARE_1,
    id="share-2-2026-11",
    scopes={
        **_SHARE_1.scopes,
        Scope.EVIDENCE: ScopeText(
            {
                "vi": "Tất cả câu trả lời và minh chứng",
                "en": "All answers and their evidence",
            },
            {
                "vi": (
                    "Như trên, thêm các tệp minh chứng. Nhân viên hiệp hội mở tệp, cho biết có "
                    "chấp nhận hay không và ghi lý do cho anh/chị."
                ),
                "en": (
                    "As above, and the files given as evidence. The association’s staff open a "
                    "file, say whether they accept it, and write you why."
                ),
            },
            (Item.AGGREGATE, Item.PILLARS, Item.ANSWERS, Item.EVIDENCE),
        ),
    },
)

_SHARE_3 = replace(
    _SHARE_2,
    id="share-3-2026-11",
    scopes={
        Scope.AGGREGATE: ScopeText(
            _SHARE_2.scopes[Scope.AGGREGATE].name,
            {
                "vi": (
                    "Tên, ngành, quy mô, địa bàn của doanh nghiệp, ngày đánh giá, mức độ chung, "
                    "tổng điểm và bao nhiêu phần điểm có minh chứng. Không thấy trụ cột, không "
                    "thấy câu trả lời."
                ),
                "en": (
                    "Name, sector, size and area of the enterprise, date of the assessment, "
                    "overall level, total points, and how many of them have evidence. No "
                    "pillars, no answers."
                ),
            },
            (Item.AGGREGATE, Item.GRADE),
        ),
        Scope.PILLARS: ScopeText(
            _SHARE_2.scopes[Scope.PILLARS].name,
            {
                "vi": (
                    "Như trên, thêm điểm, mức độ và phần có minh chứng của từng trụ cột. Không "
                    "thấy câu trả lời."
                ),
                "en": (
                    "As above, and the points, the level and the share with evidence of each "
                    "pillar. No answers."
                ),
            },
            (Item.AGGREGATE, Item.GRADE, Item.PILLARS),
        ),
        Scope.ANSWERS: ScopeText(
            {
                "vi": "Tất cả câu trả lời và lộ trình",
                "en": "All answers and the roadmap",
            },
            {
                "vi": (
                    "Như trên, thêm từng câu trả lời, các con số đã nhập và lộ trình: các bước "
                    "đã chọn, cả việc anh/chị tự thêm, hạn của từng bước và bước nào đã xong. "
                    "Không thấy tên người làm và ghi chú."
                ),
                "en": (
                    "As above, every answer with the numbers given, and the roadmap: the steps "
                    "chosen, your own among them, their days, and which are done. No names of "
                    "people, no notes."
                ),
            },
            (Item.AGGREGATE, Item.GRADE, Item.PILLARS, Item.ANSWERS, Item.ROADMAP),
        ),
        Scope.EVIDENCE: ScopeText(
            {
                "vi": "Tất cả câu trả lời, lộ trình và minh chứng",
                "en": "All answers, the roadmap and the evidence",
            },
            _SHARE_2.scopes[Scope.EVIDENCE].seen,
            (
                Item.AGGREGATE,
                Item.GRADE,
                Item.PILLARS,
                Item.ANSWERS,
                Item.ROADMAP,
                Item.EVIDENCE,
            ),
        ),
    },
)

_SHARE_4 = replace(
    _SHARE_3,
    id="share-4-2026-11",
    rights={
        "vi": (
            "Rút lại lúc nào cũng được, ở trang “Những gì đã cho xem”: hiệp hội không xem được "
            "nữa ngay lúc đó. Không chia sẻ thì vẫn dùng được mọi phần khác của trang. Mỗi lần "
            "hiệp hội mở hoặc tải về đều được ghi lại cho anh/chị xem: ai, cái gì, lúc nào."
        ),
        "en": (
            "You can withdraw at any time on the page “What I have allowed”: from that moment "
            "the association sees nothing any more. Without sharing, everything else here works "
            "all the same. Each time the association opens or takes something is noted for you "
            "to see: who, what and when."
        ),
    },
    contact=ScopeText(
        {"vi": "Cho biết cách liên hệ", "en": "Let it know whom to get in touch with"},
        {
            "vi": (
                "Họ tên và email của chủ doanh nghiệp trên trang này, để hiệp hội gọi, viết thư "
                "khi cần. Không chọn thì hiệp hội chỉ biết những gì hiệp hội tự ghi."
            ),
            "en": (
                "Name and email address of the owners of the enterprise on this site, so that "
                "the association can get in touch. If not ticked, it knows only what it wrote "
                "down itself."
            ),
        },
        (Item.CONTACT,),
    ),
    lasting={
        Lasting.ROUND: LastingText(
            {"vi": "Chỉ kỳ này", "en": "This round only"},
            {
                "vi": (
                    "Kết quả của kỳ đánh giá này, kể cả khi được sửa. Không thấy các kỳ trước và "
                    "các kỳ sau."
                ),
                "en": (
                    "The result of this round, also once it is corrected. Nothing of earlier or "
                    "later rounds."
                ),
            },
        ),
        Lasting.WITHDRAWN: LastingText(
            {"vi": "Đến khi tôi rút lại", "en": "Until I withdraw it"},
            {
                "vi": "Kết quả của kỳ này, các kỳ trước và các kỳ sau.",
                "en": "The results of this round, of earlier and of later rounds.",
            },
        ),
    },
)

WORDINGS: Mapping[str, Wording] = {
    wording.id: wording for wording in (_SHARE_1, _SHARE_2, _SHARE_3, _SHARE_4)
}
CURRENT = _SHARE_4


def scope_name(wording: str, scope: Scope) -> Texts:
    """What a consent was called by the words that were agreed to.

    Those of today may lay open more under the same scope.
    """
    known = WORDINGS.get(wording)
    if known is None or scope not in known.scopes:
        return {}
    return known.scopes[scope].name
