"""What the provider of the demo shows of itself, and what of it waits for an officer."""

from datetime import datetime, timedelta
from io import BytesIO

from django.utils.timezone import localdate
from PIL import Image, ImageDraw

from accounts.models import Organisation, User
from assessment.demo.confidence import paper
from providers.changes.services import ask_for_change, judge_change
from providers.models import Provider
from providers.profile.files import add_file
from providers.profile.services import save_certificates
from survey.evidence.files import CheckedFile

SIZE = (960, 720)
QUALITY = "ISO 9001:2015"
SECURITY = "ISO/IEC 27001:2022"
SOON = 40  # days: near enough for the desk to tell of it
LATER = 500
SHOP = {
    "vi": "Bốn nhân viên tư vấn ngồi quanh bàn (hình vẽ minh họa)",
    "en": "Four advisers around a table (a drawing)",
}
SCREEN = {
    "vi": "Màn hình doanh thu bảy ngày, ngày cao nhất tô đậm (hình vẽ minh họa)",
    "en": "Takings of seven days on a screen, the best day darkest (a drawing)",
}


def show_entry(
    user: User, association: Organisation, officer: User, now: datetime
) -> None:
    """user: its manager. officer: who looked at the first certificate."""
    provider = Provider.objects.get(organisation__memberships__user=user)
    solution = provider.solutions.filter(is_active=True).order_by("slug").first()
    month = now - timedelta(days=30)
    shown = (
        (None, _drawn("doi-ngu.png", _people), SHOP),
        (solution, _drawn("doanh-thu.png", _takings), SCREEN),
    )
    for of, file, text in shown:
        about = {"provider": provider, "solution": of, "text": text}
        add_file(file=file, by=user, now=month, **about)
    today = localdate(now)
    ends = {QUALITY: today + timedelta(days=SOON)}
    first = save_certificates(
        provider=provider,
        ends=ends,
        papers={QUALITY: CheckedFile("png", "iso-9001.png", paper(QUALITY))},
        by=user,
        now=month,
    )
    judge_change(
        change=first,
        is_accepted=True,
        reason="",
        association=association,
        by=officer,
        now=month + timedelta(days=2),
    )
    provider.refresh_from_db()
    # Two things wait: another certificate, and a price that rises by a tenth.
    ends[SECURITY] = today + timedelta(days=LATER)
    save_certificates(
        provider=provider,
        ends=ends,
        papers={SECURITY: CheckedFile("png", "iso-27001.png", paper(SECURITY))},
        by=user,
        now=now - timedelta(days=2),
    )
    prices = {}
    for name in ("price_from", "price_to"):
        prices[name] = getattr(solution, name) * 11 // 10
    ask_for_change(entry=solution, values=prices, by=user, now=now - timedelta(days=1))


def _drawn(name: str, draw) -> CheckedFile:
    """Made here, so there is nothing to judge."""
    picture = Image.new("RGB", SIZE, "#F4F1EA")
    draw(ImageDraw.Draw(picture))
    out = BytesIO()
    picture.save(out, "PNG", optimize=True)
    return CheckedFile("png", name, out.getvalue())


def _people(pen: ImageDraw.ImageDraw) -> None:
    pen.rectangle((0, 520, 960, 720), fill="#E3DCCB")
    pen.rectangle((620, 90, 880, 300), fill="#FFFFFF", outline="#C9C2B2", width=6)
    for number, height in enumerate((60, 95, 130, 165)):
        left = 660 + number * 50
        pen.rectangle((left, 270 - height, left + 30, 270), fill="#0F766E")
    for number, colour in enumerate(("#0F766E", "#B45309", "#1D4ED8", "#9F1239")):
        middle = 170 + number * 200
        pen.rounded_rectangle((middle - 70, 400, middle + 70, 620), 60, fill=colour)
        pen.ellipse((middle - 48, 300, middle + 48, 396), fill="#D9A57A")
    pen.rounded_rectangle((60, 540, 900, 640), 24, fill="#8A6A45")


def _takings(pen: ImageDraw.ImageDraw) -> None:
    pen.rounded_rectangle((60, 50, 900, 620), 28, fill="#1F2937")
    pen.rectangle((90, 80, 870, 590), fill="#FFFFFF")
    pen.rectangle((90, 80, 870, 150), fill="#0F766E")
    days = (150, 190, 170, 230, 280, 360, 310)
    for number, height in enumerate(days):
        left = 130 + number * 104
        colour = "#0F766E" if height == max(days) else "#99D5CE"
        pen.rectangle((left, 560 - height, left + 64, 560), fill=colour)
    pen.line((110, 562, 850, 562), fill="#374151", width=4)
    pen.rectangle((420, 620, 540, 690), fill="#374151")
