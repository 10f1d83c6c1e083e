"""An edit changes what it means and nothing else, whatever the file looks like."""

from __future__ import annotations

from copy import deepcopy
from typing import Any, TypeAlias

import pytest
from hostile import hostile_tries
from hypothesis import HealthCheck, Phase, assume, given, settings
from hypothesis import strategies as st
from paths import ROOT
from untidy_files import ONE_LINE, TEXTS, Whole, files, places

from goldenthread.editing.splice import add_item, kind_at, remove, set_value
from goldenthread.editing.tree import BOM
from goldenthread.model.base import Record
from goldenthread.source import Loc, loads
from goldenthread.source.positions import child, compose

pytestmark = pytest.mark.slow

Edited: TypeAlias = "tuple[bytes, bytes, Any, Loc, str]"  # before, after, values wanted, place, what was done
REAL = sorted((ROOT / "data").rglob("*.yml"))
UNHURRIED = settings(deadline=None, suppress_health_check=list(HealthCheck))
ITEMS = st.fixed_dictionaries(
    {"name": ONE_LINE}, optional={"text": TEXTS, "tags": st.lists(ONE_LINE, min_size=1)}
)


def at(data: Any, loc: Loc) -> Any:
    for part in loc:
        data = data[part]
    return data


def kept(old: bytes, new: bytes) -> tuple[int, int]:
    """Count the bytes that are the same at the beginning, and those at the end of the rest."""
    most = min(len(old), len(new))
    start = next((i for i in range(most) if old[i] != new[i]), most)
    end = next((i for i in range(most - start) if old[-1 - i] != new[-1 - i]), most - start)
    return start, end


def notes(source: bytes) -> list[str]:
    """Give the notes that stand in a file, set in as they are."""
    rows = source.decode().removeprefix(BOM).replace("\r\n", "\n").split("\n")
    return [row for row in rows if row.lstrip().startswith("# note ")]


def only_meant(old: bytes, new: bytes, loc: Loc, act: str) -> None:
    """What must be true of the bytes after any edit."""
    start, end = kept(old, new)
    if act == "add":
        assert start + end == len(old), "something was taken away"
    elif act == "remove":
        assert start + end == len(new), "something was added"
    else:
        assert_inside(old, new, loc)
    if act != "remove" or isinstance(
        at(loads(old, "").data, loc), str
    ):  # what goes takes the notes within it along
        assert notes(new) == notes(old)
    assert new.startswith(BOM.encode()) == old.startswith(BOM.encode())
    assert new.endswith(b"\n") == old.endswith(b"\n")
    if b"\n" in old and old.count(b"\n") == old.count(b"\r\n"):
        assert new.count(b"\n") == new.count(b"\r\n")
    if b"\r" not in old:
        assert b"\r" not in new


def assert_inside(old: bytes, new: bytes, loc: Loc) -> None:
    """What stands before the value and after it, as the parser marks it, is the same."""
    text = old.decode().removeprefix(BOM)
    node = compose(text.replace("\r\n", "\n"))
    for part in loc:
        node = child(node, part)[1]  # type: ignore[index]
    rows = text.split("\n")
    start, end = (
        len(old.decode()) - len(text) + sum(len(row) + 1 for row in rows[: mark.line]) + mark.column
        for mark in (node.start_mark, node.end_mark)
    )
    assert new.decode().startswith(old.decode()[:start])
    assert new.decode()[start:].endswith(old.decode()[end:])


@st.composite
def edits(draw: Any) -> Edited:
    """Give an untidy file, and what became of it by one edit."""
    source = draw(files())
    loaded = loads(source, "")
    assume(loaded.data is not None and not loaded.problems)
    act = draw(st.sampled_from([a_change, a_change, a_field, an_item, a_removal]))
    return act(draw, source, deepcopy(loaded.data))  # type: ignore[no-any-return]


def a_change(draw: Any, source: bytes, wanted: Any) -> Edited:
    loc = draw(st.sampled_from([way for way in places(wanted) if isinstance(at(wanted, way), str)]))
    value = draw(TEXTS)
    at(wanted, loc[:-1])[loc[-1]] = value
    return source, set_value(source, loc, value, Whole), wanted, loc, "change"


def a_removal(draw: Any, source: bytes, wanted: Any) -> Edited:
    loc = draw(st.sampled_from(places(wanted)))
    gone = loc
    while len(at(wanted, gone[:-1])) == 1:  # with its last value a list goes too
        gone = gone[:-1]
        assume(gone)
    new = remove(source, loc)
    del at(wanted, gone[:-1])[gone[-1]]
    return source, new, wanted, gone, "remove"


def a_home(draw: Any, wanted: Any) -> tuple[Loc, type[Record]]:
    home = draw(st.sampled_from([(), *(way for way in places(wanted) if isinstance(at(wanted, way), dict))]))
    kind = kind_at(Whole, home)
    assert kind
    return home, kind


def a_field(draw: Any, source: bytes, wanted: Any) -> Edited:
    home, kind = a_home(draw, wanted)
    names = [name for name in ("title", "text", "note", "mark") if name in kind.model_fields]
    names = [name for name in names if name not in at(wanted, home)]
    assume(names)
    loc, value = (*home, draw(st.sampled_from(names))), draw(TEXTS)
    at(wanted, home)[loc[-1]] = value
    return source, set_value(source, loc, value, Whole), wanted, loc, "add"


def an_item(draw: Any, source: bytes, wanted: Any) -> Edited:
    home, _ = a_home(draw, wanted)
    name = draw(st.sampled_from(["tags", "parts"]))
    item = draw(TEXTS if name == "tags" else ITEMS)
    items = at(wanted, home).setdefault(name, [])
    before = draw(st.integers(0, len(items)))
    items.insert(before, item)
    return source, add_item(source, (*home, name), item, Whole, before=before), wanted, (*home, name), "add"


def holds(edit: Edited) -> None:
    source, new, wanted, loc, act = edit
    loaded = loads(new, "f.yml")
    assert loaded.data == wanted
    assert not loaded.problems
    only_meant(source, new, loc, act)


@given(edits())
@settings(UNHURRIED, max_examples=10, derandomize=True)
def test_an_edit_changes_only_what_it_means(edit: Edited) -> None:
    holds(edit)


@given(edits())
@settings(
    UNHURRIED, max_examples=hostile_tries(120, 1000), phases=[Phase.generate]
)  # making it smaller takes minutes
def test_many_edits_change_only_what_they_mean(edit: Edited) -> None:
    holds(edit)


@st.composite
def real_edits(draw: Any) -> Edited:
    """Give a file of the real council, and what became of it by one edit."""
    source = draw(st.sampled_from(REAL)).read_bytes()
    wanted: Any = loads(source, "").data
    return draw(st.sampled_from([a_change, a_removal]))(draw, source, wanted)  # type: ignore[no-any-return]


@given(real_edits())
@settings(UNHURRIED, max_examples=hostile_tries(60, 300), phases=[Phase.generate])
def test_an_edit_of_a_real_file_changes_only_what_it_means(edit: Edited) -> None:
    holds(edit)
