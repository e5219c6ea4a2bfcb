"""The secret of a token, as programs that look for lost secrets know it.

A fixed beginning, thirty letters and figures by chance (178 bits), and six that prove that
nothing was left out: what cannot be one is refused without asking the database.
"""

import re
import secrets
import string
from zlib import crc32

PERSONAL, SERVICE = "sansangso_ca_", "sansangso_tc_"
SIGNS = string.digits + string.ascii_letters
LENGTH, PROOF = 30, 6
SHOWN = 4  # signs after the beginning by which its owner tells one from another
SHAPE = re.compile(
    rf"(sansangso_(?:ca|tc)_)([0-9A-Za-z]{{{LENGTH}}})([0-9A-Za-z]{{{PROOF}}})"
)


def new_secret(beginning: str) -> str:
    body = "".join(secrets.choice(SIGNS) for _ in range(LENGTH))
    return f"{beginning}{body}{_proof(beginning + body)}"


def can_be_secret(text: str) -> bool:
    match = SHAPE.fullmatch(text)
    return match is not None and match[3] == _proof(match[1] + match[2])


def shown_beginning(secret: str) -> str:
    return secret[: len(PERSONAL) + SHOWN]


def _proof(text: str) -> str:
    number, signs = crc32(text.encode()), ""
    for _ in range(PROOF):
        number, place = divmod(number, len(SIGNS))
        signs = SIGNS[place] + signs
    return signs
