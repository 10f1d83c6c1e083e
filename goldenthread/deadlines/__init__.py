"""Deadlines with their working, from rules that are dated data with a source."""

from goldenthread.deadlines.deadline import Deadline, Outcome, Step
from goldenthread.deadlines.work_out import plan_meeting, work_out

__all__ = ["Deadline", "Outcome", "Step", "plan_meeting", "work_out"]
