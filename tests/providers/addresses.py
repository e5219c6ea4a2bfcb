"""What stands in the addresses of a provider's own entry, for tests that walk them all."""

from uuid import UUID

from providers.models import Provider, Solution

NO_CHANGE = UUID(int=1)


def entry_arguments(provider: Provider, solution: Solution) -> dict[str, list]:
    own = [provider.organisation.public_id]
    arguments = {
        "own_entries": own,
        "history": own,
        "edit_profile": own,
        "edit_certificates": own,
        "new_solution": own,
        "pause": own,
        "edit_solution": [*own, solution.slug],
        "switch_solution": [*own, solution.slug],
        "take_back_change": [*own, NO_CHANGE],
    }
    return {f"providers:{name}": of for name, of in arguments.items()}
