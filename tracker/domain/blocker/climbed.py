"""Climbed: a blocker past its deadline goes up by itself, level by level."""

from datetime import date

from sqlalchemy.orm import Mapped, mapped_column

from tracker.domain.base import word_column
from tracker.domain.blocker.act_rules import RUNNING, BlockerAct
from tracker.domain.blocker.checked import Checked
from tracker.domain.blocker.levels import Ladder, Level, ladder_of
from tracker.domain.blocker.stepped import BlockerStep


class Climbed(Checked):
    """Columns, questions and the verb of climbing.

    `level` is how far it climbed past its present deadline; a new deadline begins anew.
    """

    __abstract__ = True

    level: Mapped[Level | None] = mapped_column(word_column(Level))
    climbed_on: Mapped[date | None]

    @property
    def is_running(self) -> bool:
        """Whether somebody owes something and the deadline counts."""
        return self.state in RUNNING and not self.is_void

    def is_overdue_on(self, day: date) -> bool:
        return self.is_running and self.due_on is not None and self.due_on < day

    def levels_due_on(self, day: date, ladder: Ladder | None = None) -> list[tuple[Level, date]]:
        """The levels that it has to have reached by that day and has not, with their days.

        Nobody is called upon for a project that has left the line; should it come back, so
        does the deadline.
        """
        if self.due_on is None or not self.is_overdue_on(day) or self.project.stage.is_exit:
            return []
        reached = {s.level for s in self.steps_of(BlockerAct.CLIMB) if s.due_on == self.due_on}
        since = max(step.on for step in self.steps_of(*SETTING_IT_GOING))
        days = (ladder or ladder_of(self.session, self.due_on)).days(self.due_on)
        return [(level, max(on, since)) for level, on in days if on <= day and level not in reached]

    def climb(self, *, on: date, ladder: Ladder | None = None) -> list[BlockerStep]:
        """Reach every level that is due by that day; each on its own, however late it is asked.

        `ladder` is the one of its deadline, where that has been read already.
        """
        return [self._climb_to(level, day) for level, day in self.levels_due_on(on, ladder)]

    def _climb_to(self, level: Level, on: date) -> BlockerStep:
        assert self.due_on is not None, "only what is overdue climbs"
        return self.take(
            BlockerAct.CLIMB,
            on=on,
            by=None,
            level=level,
            due_on=self.due_on,
            before={"level": self.level},
            after={"what": self.what, "level": level, "due_on": self.due_on.isoformat()},
        )


SETTING_IT_GOING = (
    BlockerAct.RAISE,
    BlockerAct.ASSIGN,
    BlockerAct.GRANT_TIME,
    BlockerAct.REOPEN,
)
"""The steps that give a deadline; nothing climbs before the day on which it was given."""
