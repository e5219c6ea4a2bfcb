"""Addresses that name nothing, for walks to every address."""

BARE = {
    "survey:start",
    "indexes:indexes",
    "survey:mine",
    "survey:forget",
    "providers:directory",
    "providers:leads",
    "providers:requests",
    "providers:lead_letters",
    "providers:fairness",
    "providers:shown",
    "api:docs",
    "api:examples",
    "associations:consents",
}

OF_IMPORT = (
    "import",
    "mend_import",
    "choose_in_import",
    "keep_import",
    "throw_import_away",
)
