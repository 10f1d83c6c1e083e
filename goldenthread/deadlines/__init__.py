"""What is due when, with its working, from dated rules that name their source."""

from goldenthread.deadlines.deadline import Deadline, Outcome, Step
from goldenthread.deadlines.work_out import plan_meeting, work_out

__all__ = ["Deadline", "Outcome", "Step", "plan_meeting", "work_out"]
