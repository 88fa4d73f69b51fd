"""The office's settings: its clocks and its numbers, each with the day it holds from."""

from tracker.pages.settings import calendar, clocks, numbers, outward, settings
from tracker.pages.settings.blueprint import blueprint

__all__ = ["blueprint"]
