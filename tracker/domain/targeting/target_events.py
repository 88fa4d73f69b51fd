"""Every act on a target is one event, and every write raises its version."""

from tracker.domain.event.versioned import Changing


class Noted(Changing):
    """What every capability of a target stands on."""

    __abstract__ = True

    NOUN = "target"
