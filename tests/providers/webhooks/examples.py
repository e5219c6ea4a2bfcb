from providers.models import Provider, WebhookEndpoint
from providers.webhooks.secrets import locked
from tests.builders import NOW

SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"


def make_endpoint(provider: Provider, **fields) -> WebhookEndpoint:
    """Told everything, at an address that nobody has."""
    facts = {
        "address": "https://he-thong.example/san-sang-so",
        "secret": locked(SECRET),
        "created_at": NOW,
    }
    return WebhookEndpoint.objects.create(provider=provider, **facts | fields)
