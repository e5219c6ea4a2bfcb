"""What stands in the addresses of a provider's own entry, for tests that walk them all."""

from uuid import UUID

from accounts.models import Organisation
from providers.models import Provider, Solution

NO_CHANGE = UUID(int=1)
DESK_PAGES = ("desk", "desk_calendar", "desk_calendar_link", "desk_csv", "desk_xlsx")


def entry_arguments(
    provider: Provider, solution: Solution, association: Organisation
) -> dict[str, list]:
    own = [provider.organisation.public_id]
    file = provider.files.earliest("pk").public_id
    arguments = {
        **dict.fromkeys(DESK_PAGES, own),
        "calendar_feed": ["sai-khoa"],
        "own_entries": own,
        "history": own,
        "edit_profile": own,
        "edit_certificates": own,
        "new_solution": own,
        "pause": own,
        "edit_solution": [*own, solution.slug],
        "provider_files": own,
        "solution_files": [*own, solution.slug],
        "own_file": [*own, file],
        "switch_solution": [*own, solution.slug],
        "take_back_change": [*own, NO_CHANGE],
    }
    shown = [solution.slug]
    judged = [association.public_id]
    return {f"providers:{name}": of for name, of in arguments.items()} | {
        "providers:solution": shown,
        "providers:entry_file": [file],
        "providers:ask_from_page": shown,
        "associations:changes": judged,
        "associations:change": [*judged, NO_CHANGE],
        "associations:entry_history": [*judged, provider.slug],
        "associations:provider_file": [*judged, NO_CHANGE],
    }
