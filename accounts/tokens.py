"""Secrets that stand in links: only their hashes are kept."""

import hashlib


def token_hash(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()
