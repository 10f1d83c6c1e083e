"""Deadlines with their working, from rules that are dated data with a source."""

from goldenthread.deadlines.shapes import Deadline, Outcome, Step

__all__ = ["Deadline", "Outcome", "Step"]
