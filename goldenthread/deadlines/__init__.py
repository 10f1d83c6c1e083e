"""What is due when, with its working, from dated rules that name their source."""

from goldenthread.deadlines.deadline import Agenda, Deadline, Outcome, Step, by_date
from goldenthread.deadlines.work_out import plan_meeting, work_out

__all__ = ["Agenda", "Deadline", "Outcome", "Step", "by_date", "plan_meeting", "work_out"]
