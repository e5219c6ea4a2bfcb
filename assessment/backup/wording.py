"""What whoever runs the site is told when a backup or a restore does not go through."""

from assessment.backup.errors import BackupError

WORDS = {
    "exists": "{path} is there already; name another file.",
    "no_tool": "{name} is not installed: apt-get install postgresql-client.",
    "tool_failed": "{name} failed: {reason}",
    "damaged": "{path} cannot be read as a backup: {reason}.",
    "changed": "These are not as they were written: {names}. Take another backup.",
    "strange": "No version of the site writes such an archive: {names}.",
    "newer": "A newer version of the site made it (it has {names}, which this version "
    "does not know). Install that version, restore, then upgrade.",
    "edited": "Another version of the site made it (here {names} read otherwise). Install "
    "the version that its manifest.json names as commit, and restore with that.",
    "other_database": "It is of {of}, and DATABASE_URL names {here}.",
    "not_empty": "The database or the folder of files is not empty. With --replace what "
    "they hold is lost.",
    "no_tables": "The database has no tables, so nothing is kept. Are the settings of the "
    "site in the environment? DATABASE_URL names a database of {of}.",
    "file_differs": "A file {path} is there already.",
}


def words_of(error: BackupError) -> str:
    params = {
        name: ", ".join(value) if isinstance(value, list) else value
        for name, value in error.params.items()
    }
    return WORDS[error.code].format(**params)
