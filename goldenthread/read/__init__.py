"""Values turned into records, one file at a time, with every problem collected."""

from goldenthread.read.content import Content
from goldenthread.read.records import read

__all__ = ["Content", "read"]
