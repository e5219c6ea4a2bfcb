"""The form shown on the components page: one field of each kind, filled so that errors show."""

from django import forms


class SampleForm(forms.Form):
    name = forms.CharField(label="Tên doanh nghiệp", help_text="Như trên giấy đăng ký doanh nghiệp.")
    employees = forms.IntegerField(label="Số lao động", widget=forms.TextInput(attrs={"inputmode": "numeric"}))
    sector = forms.ChoiceField(label="Ngành", choices=[("", "Chọn ngành"), ("I", "Dịch vụ lưu trú và ăn uống")])
    note = forms.CharField(label="Ghi chú", required=False, widget=forms.Textarea)
    answer = forms.ChoiceField(
        label="Anh/chị cập nhật website bao lâu một lần?",
        widget=forms.RadioSelect,
        choices=[("0", "Không có website riêng"), ("1", "Hơn sáu tháng một lần"), ("2", "Mỗi quý một lần")],
    )
    tools = forms.MultipleChoiceField(
        label="Đang dùng công cụ nào?",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        choices=[("pos", "Máy tính tiền"), ("chat", "Zalo OA")],
    )
    agree = forms.BooleanField(label="Tôi đồng ý cho hiệp hội xem sáu trụ cột")
