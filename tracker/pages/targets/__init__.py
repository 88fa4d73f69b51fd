"""Targets: found, listed and drawn as a board, courted step by step, turned into projects."""

from tracker.pages.targets import becoming, finding, listing, making, moving, owning, show
from tracker.pages.targets.blueprint import blueprint

__all__ = ["becoming", "blueprint", "finding", "listing", "making", "moving", "owning", "show"]
