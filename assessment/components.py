"""What the components page shows: a field of each kind with errors, invented rows."""

from django import forms

from assessment.templatetags.icons import PATHS
from language.fields import FriendlyNumberField, TextField

LEVELS = [
    (0, "Chưa khởi động"),
    (1, "Khởi động"),
    (2, "Bắt đầu"),
    (3, "Hình thành"),
    (4, "Nâng cao"),
    (5, "Dẫn dắt"),
]
ANSWERS = [
    (0, "Không có website riêng"),
    (1, "Có website, không cập nhật trong 6 tháng qua"),
    # One that wraps, also on a wide screen.
    (
        2,
        "Cập nhật mỗi quý, khi có hàng mới hoặc khi khách nhắc rằng giá trên website "
        "đã cũ",
    ),
    (3, "Cập nhật mỗi tháng"),
]
ROWS = [
    {
        "name": "Quán phở Hòa Bình",
        "level": 2,
        "level_name": "Bắt đầu",
        "points": 111.1,
        "revenue": 1500000000,
    },
    {
        "name": "Cơ khí Ấp Đông",
        "level": 4,
        "level_name": "Nâng cao",
        "points": 207.8,
        "revenue": 48700000000,
    },
    {
        "name": "Tiệm may Ẩn",
        "level": None,
        "level_name": "",
        "points": None,
        "revenue": 71000000,
    },
]


class SampleForm(forms.Form):
    name = TextField(
        label="Tên doanh nghiệp", help_text="Như trên giấy đăng ký doanh nghiệp."
    )
    employees = FriendlyNumberField(
        label="Số lao động", widget=forms.TextInput(attrs={"inputmode": "numeric"})
    )
    sector = forms.ChoiceField(
        label="Ngành", choices=[("", "Chọn ngành"), ("I", "Dịch vụ lưu trú và ăn uống")]
    )
    note = TextField(
        label="Ghi chú", required=False, widget=forms.Textarea(attrs={"rows": 3})
    )
    answer = forms.ChoiceField(
        label="Anh/chị bán hàng ở đâu?",
        widget=forms.RadioSelect,
        choices=[("shop", "Tại cửa hàng"), ("online", "Trên mạng"), ("both", "Cả hai")],
    )
    tools = forms.MultipleChoiceField(
        label="Đang dùng công cụ nào?",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        choices=[("pos", "Máy tính tiền"), ("chat", "Nhắn tin cho khách")],
    )
    agree = forms.BooleanField(label="Tôi đồng ý cho hiệp hội xem sáu trụ cột")


def showcase(data: dict) -> dict:
    # Without a name and with a number that is none: so each kind of error is seen.
    sample = {"name": "", "employees": "mười hai", "answer": "online", "tools": ["pos"]}
    return {
        "form": SampleForm(data or sample),
        "icons": PATHS,
        "levels": LEVELS,
        "answers": ANSWERS,
        "rows": ROWS,
    }
