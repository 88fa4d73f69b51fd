"""Passwords: hashed with argon2 behind two slots, never inside a write transaction."""

from secrets import choice
from threading import BoundedSemaphore

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from tracker.extensions import db

SLOTS = BoundedSemaphore(2)
"""At 19 MiB each, two hundred sign-ins at once must not take gigabytes."""

HASHER = PasswordHasher(time_cost=2, memory_cost=19 * 1024, parallelism=1)
NOBODYS = (
    "$argon2id$v=19$m=19456,t=2,p=1$7Wb3qkBqVYfMhS2uD3mQpQ"
    "$DiB4hMYcHc6gI1qTVWv5Zxw2fJk0ePj4WmTnS3rLx8o"
)
"""Verified when the name has no password, so that it takes as long as one that has."""

PLAIN_SIGNS = "abcdefghjkmnpqrstuvwxyz23456789"
"""Letters and figures that nobody confuses when reading them out."""


def hashed(password: str) -> str:
    """Hash it; the session's transaction is ended first, so that no other writer waits."""
    db.session.rollback()
    with SLOTS:
        return HASHER.hash(password.strip())


def is_right(password: str, password_hash: str | None) -> bool:
    """Whether the password fits; takes the same time when there is no hash to fit.

    Ends the session's transaction, as `hashed` does.
    """
    db.session.rollback()
    with SLOTS:
        try:
            fits = HASHER.verify(password_hash or NOBODYS, password.strip())
        except (VerificationError, InvalidHashError):
            return False
    return fits and password_hash is not None


def first_password() -> str:
    """A random one to be told once and changed at the first sign-in; 59 bits."""
    return "-".join(_signs(4) for _ in range(3))


def two_halves() -> tuple[str, str]:
    """A random one to be told by two people; who knows one half has 40 bits to guess."""
    return _signs(8), _signs(8)


def _signs(count: int) -> str:
    return "".join(choice(PLAIN_SIGNS) for _ in range(count))
