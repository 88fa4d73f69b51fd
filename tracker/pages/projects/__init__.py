"""One project: its page, registering and editing it, and every act on it."""

import tracker.pages.projects.blockers
import tracker.pages.projects.convening
import tracker.pages.projects.editing
import tracker.pages.projects.funding
import tracker.pages.projects.light
import tracker.pages.projects.papers
import tracker.pages.projects.people
import tracker.pages.projects.quiet
import tracker.pages.projects.registering
import tracker.pages.projects.show
import tracker.pages.projects.stage
from tracker.pages.projects.blueprint import blueprint

__all__ = ["blueprint"]
