"""The engine's files as Python reads them: parsed once for all tests that look at the code."""

from __future__ import annotations

import ast
from functools import cache
from pathlib import Path


@cache
def nodes(path: Path) -> tuple[ast.AST, ...]:
    """Return every node of a Python file, as `ast.walk` gives them; no test may change one."""
    return tuple(ast.walk(ast.parse(path.read_text("utf-8"))))
