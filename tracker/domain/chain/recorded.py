"""Recorded: every act on a chain or its links is one event, and raises the chain's version."""

from tracker.domain.versioned import Changing


class Recorded(Changing):
    """What every capability of a chain stands on."""

    __abstract__ = True

    NOUN = "chain"
