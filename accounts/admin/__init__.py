"""The administration's pages of persons, organisations and sign-in; what those of others share."""

from accounts.admin import letters, people, rights, sign_in  # noqa: F401  registered by being read
