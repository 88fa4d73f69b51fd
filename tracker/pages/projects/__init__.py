"""One project: its page, registering and editing it, and every act on it."""

import tracker.pages.projects.amounts
import tracker.pages.projects.blockers
import tracker.pages.projects.edit
import tracker.pages.projects.light
import tracker.pages.projects.meetings
import tracker.pages.projects.new_project
import tracker.pages.projects.owner
import tracker.pages.projects.papers
import tracker.pages.projects.project
import tracker.pages.projects.quiet
import tracker.pages.projects.stage
import tracker.pages.projects.task_force
from tracker.pages.projects.blueprint import blueprint

__all__ = ["blueprint"]
