"""Which provider that stands a row of a directory file means."""

from collections import defaultdict
from collections.abc import Iterable

from accounts.models import Organisation
from language.collation import unaccented
from providers.directory.entries import make_entry
from providers.models import Provider
from registry.tax_code import check_tax_code


class KnownProviders:
    """By its id, else by tax code, else by name without marks.

    An organisation that the administration made is known too, whatever it has so far.
    A constant number of queries, however long the file is.
    """

    def __init__(self, rows: Iterable[dict]) -> None:
        # Locked, so that a second import waits for this one.
        entries = Provider.objects.select_related("organisation")
        locked = entries.select_for_update(of=("self",))
        self._by_slug = locked.in_bulk(field_name="slug")
        self._entries = {
            provider.organisation_id: provider for provider in self._by_slug.values()
        }
        self._by_code: dict[str, list[Organisation]] = defaultdict(list)
        self._by_name: dict[str, list[Organisation]] = defaultdict(list)
        named = {row["id"] for row in rows}
        for organisation in Organisation.objects.filter(
            kind=Organisation.Kind.PROVIDER
        ):
            entry = self._entries.get(organisation.pk)
            # What the file names by its id is nobody else's.
            if entry is None or entry.slug not in named:
                self._file(organisation)

    def _file(self, organisation: Organisation) -> None:
        if organisation.tax_code:
            self._by_code[organisation.tax_code].append(organisation)
        self._by_name[organisation.search_key].append(organisation)

    def provider_of(self, row: dict) -> Provider | None:
        """Each is meant by one row at most."""
        known = self._by_slug.get(row["id"])
        if known is not None:
            return known
        organisation = self._organisation_of(row)
        if organisation is None:
            return None
        self._by_code.pop(organisation.tax_code, None)
        self._by_name.pop(organisation.search_key, None)
        entry = self._entries.get(organisation.pk)
        return entry or make_entry(organisation, row["id"])

    def _organisation_of(self, row: dict) -> Organisation | None:
        code = row.get("tax_code") or ""
        if code:
            code = check_tax_code(code)
            alike = self._by_code.get(code, [])
            if len(alike) == 1:
                return alike[0]
        alike = self._by_name.get(unaccented(row["name"])[:200], [])
        # Two of one name may be two companies, and two tax codes always are.
        if len(alike) != 1 or _is_another(alike[0], code):
            return None
        return alike[0]


def _is_another(organisation: Organisation, code: str) -> bool:
    return bool(code and organisation.tax_code and organisation.tax_code != code)
