"""Follow-ups: writing one down, the list of all of them, and taking one back."""

from tracker.pages.follow_ups import follow_ups, new_follow_up, pick, void
from tracker.pages.follow_ups.blueprint import blueprint

__all__ = ["blueprint", "follow_ups", "new_follow_up", "pick", "void"]
