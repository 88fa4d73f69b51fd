"""The light of one blocker: red past its deadline, yellow shortly before, by the office's clock."""

from datetime import date
from typing import Any

from tracker.domain.blocker.act_rules import RUNNING
from tracker.domain.office.clocks import Reason, clocks_in_force
from tracker.domain.project.light_rules import colour_on
from tracker.domain.words import BlockerState, Colour
from tracker.extensions import db
from tracker.web.rendering import day_words


class Lamp:
    """The clock of blockers as it holds on a day, asked once for a whole list."""

    def __init__(self, today: date) -> None:
        self.today = today
        self.clock = clocks_in_force(db.session(), today).get(Reason.BLOCKER)

    def colour(self, blocker: Any) -> Colour | None:
        """The colour of a blocker, or of a row of a list; None while no deadline runs."""
        if blocker.state not in RUNNING or blocker.due_on is None:
            return None
        if blocker.due_on < self.today:
            return Colour.RED
        if self.clock is None:
            return Colour.GREEN
        due_on = blocker.due_on
        return colour_on(self.today, self.clock.yellow_on(due_on), self.clock.red_on(due_on))

    def words(self, blocker: Any) -> str:
        """How far its deadline is, as a person says it."""
        if blocker.state is BlockerState.CLOSED:
            return ""
        if blocker.due_on is None:
            return "未定期限"
        days = (blocker.due_on - self.today).days
        if days < 0 and blocker.state in RUNNING:
            return f"逾期 {-days} 天"
        return f"{day_words(blocker.due_on)}到期"
