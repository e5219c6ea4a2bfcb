"""What stands in the addresses of webhooks, for tests that walk them all."""

from providers.models import Provider
from tests.providers.webhooks.access import ONLY_POSTED


def webhook_arguments(provider: Provider) -> dict[str, list]:
    endpoint = provider.webhooks.get()
    one = [endpoint.public_id]
    message = endpoint.deliveries.get()
    return {
        "providers:webhooks": [],
        "providers:webhook_guide": [],
        "providers:webhook": one,
        "providers:webhook_message": [*one, message.public_id],
        **{f"providers:{name}": one for name in ONLY_POSTED},
    }
