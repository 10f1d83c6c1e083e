"""What every record is made of: frozen, with each field's help, example and audience said once.

The checks, the editing guide and the data dictionary are all made from these descriptions.
Every value arrives as text: the kind of the field, and nothing else, says what it becomes.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Annotated, Any

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field
from pydantic_core import PydanticCustomError

from goldenthread.dates import Precision, When, parse_when

NOT_RECORDED = "not recorded"
_SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")


class Record(BaseModel):
    """A part of the content: nothing may be added to it, nothing changes it after reading."""

    model_config = ConfigDict(frozen=True, extra="forbid")


def shown(help: str, example: str, default: Any = ...) -> Any:
    """Describe a field that readers of the site see; without a default the field must be filled in."""
    return Field(default, description=help, examples=[example], json_schema_extra={"public": True})


def private(help: str, example: str, default: Any = ...) -> Any:
    """Describe a field that never leaves the repository: no output may hold it."""
    return Field(default, description=help, examples=[example], json_schema_extra={"public": False})


@dataclass(frozen=True, slots=True)
class Refers:
    """Marks a field that holds the id of a record: `to` is the kind, as the folder or list is named."""

    to: str


@dataclass(frozen=True, slots=True)
class OneOf:
    """Marks a field whose words stand in `data/vocabulary.yml` under the heading `list`."""

    list: str


@dataclass(frozen=True, slots=True, order=True)
class RecommendationRef:
    """A recommendation named by its review and the reviewer's number: `2031-finance 7`."""

    review: str
    number: int

    def __str__(self) -> str:
        return f"{self.review} {self.number}"


def _fail(code: str, value: object) -> PydanticCustomError:
    return PydanticCustomError(code, "refused", {"value": str(value)})


def _text(value: Any) -> str:
    if not isinstance(value, str):
        raise _fail("text-expected", "")
    if not value.strip():
        raise _fail("blank-field", "")
    return value.strip()


def _line(value: Any) -> str:
    text = _text(value)
    if "\n" in text:
        raise _fail("one-line-expected", text.split("\n", 1)[0])
    return text


def _id(value: Any) -> str:
    text = _line(value)
    if not _SLUG.fullmatch(text) or len(text) > 80:
        raise _fail("not-an-id", text)
    return text


def _number(value: Any) -> int:
    text = _line(value)
    if not re.fullmatch(r"[1-9][0-9]{0,5}", text):
        raise _fail("not-a-number", text)
    return int(text)


def _day(value: Any) -> date:
    when = parse_when(_line(value))
    if when is None or when.precision is not Precision.DAY:
        raise _fail("not-a-date", value)
    return when.first


def _when(value: Any) -> When:
    when = parse_when(_line(value))
    if when is None:
        raise _fail("not-a-time", value)
    return when


def _yes_no(value: Any) -> bool:
    text = _line(value)
    if text not in ("yes", "no"):
        raise _fail("not-yes-or-no", text)
    return text == "yes"


def _recommendation(value: Any) -> RecommendationRef:
    review, _, number = _line(value).rpartition(" ")
    if not _SLUG.fullmatch(review) or not re.fullmatch(r"[1-9][0-9]{0,5}", number):
        raise _fail("not-a-recommendation", value)
    return RecommendationRef(review, int(number))


def _several(value: Any) -> Any:
    """One value may stand without the dash of a list."""
    return [value] if isinstance(value, str) else value


def _or_nothing(reader: Callable[[Any], Any]) -> Callable[[Any], Any]:
    def read(value: Any) -> Any:
        return None if value == NOT_RECORDED else reader(value)

    return read


def _as_read(reader: Callable[[Any], Any]) -> BeforeValidator:
    """Turn text into its kind; what the code itself hands in (defaults, tests) passes as it is."""
    return BeforeValidator(reader)


Line = Annotated[str, _as_read(_line)]
Prose = Annotated[str, _as_read(_text)]
Id = Annotated[str, _as_read(_id)]
Number = Annotated[int, _as_read(_number)]
Day = Annotated[date, _as_read(_day)]
Time = Annotated[When, _as_read(_when)]
YesNo = Annotated[bool, _as_read(_yes_no)]
AnsweredRecommendation = Annotated[RecommendationRef, _as_read(_recommendation)]
Several = BeforeValidator(_several)

# The same kinds where a paper may leave the place blank: `not recorded` says so and becomes None.
LineOrBlank = Annotated[str | None, _as_read(_or_nothing(_line))]
ProseOrBlank = Annotated[str | None, _as_read(_or_nothing(_text))]
DayOrBlank = Annotated[date | None, _as_read(_or_nothing(_day))]
TimeOrBlank = Annotated[When | None, _as_read(_or_nothing(_when))]
