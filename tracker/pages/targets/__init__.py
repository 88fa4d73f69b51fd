"""Targets: found, listed and drawn as a board, courted step by step, turned into projects."""

from tracker.pages.targets import find, new_target, owner, project, state, target, targets
from tracker.pages.targets.blueprint import blueprint

__all__ = ["blueprint", "find", "new_target", "owner", "project", "state", "target", "targets"]
