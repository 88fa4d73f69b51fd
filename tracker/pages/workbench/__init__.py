"""The workbench: what is due, what is turning, what waits for me, what changed since I looked."""

from tracker.pages.workbench import workbench
from tracker.pages.workbench.blueprint import blueprint

__all__ = ["blueprint", "workbench"]
