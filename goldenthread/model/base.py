"""What every record is made of: frozen, with each field's help, example and audience given once.

The checks, the editing guide and the data dictionary are all made from these descriptions.
Every value arrives as text: the kind of the field, and nothing else, says what it becomes.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Annotated, Any, TypeAlias, get_args

from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    GetCoreSchemaHandler,
    GetJsonSchemaHandler,
    WithJsonSchema,
    model_validator,
)
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema, PydanticCustomError
from pydantic_core.core_schema import no_info_plain_validator_function

from goldenthread.common.amounts import percentage
from goldenthread.common.dates import YEARS, Precision, When, parse_when
from goldenthread.common.inflection import natural_order, slug
from goldenthread.common.urls import is_email, is_web_address
from goldenthread.model import NOT_RECORDED

LIST = "x-list"  # in a JSON Schema that is not finished: the list of words that a field takes
PUBLIC_KEY = re.compile(
    r"((?:ssh|ecdsa|sk)-[a-z0-9@.-]+ [A-Za-z0-9+/=]+)(?: .*)?"
)  # its kind, the key, a comment
_SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_WHOLE = re.compile("[1-9][0-9]{0,5}")
# The number of a recommendation or an action.
PRINTED_NUMBER = r"[\w(\[](?:[\w .,:/&()\[\]–-]{0,38}[\w)\]])?"


def is_blank(value: object) -> bool:
    """Whether a value is the blank of a paper, `not recorded`, in any letters; it is never words of a text."""
    return isinstance(value, str) and value.strip().rstrip(".").casefold() == NOT_RECORDED


@cache
def _may_be_blank(kind: type[BaseModel]) -> frozenset[str]:
    """Return the fields of text that may be left out: a blank there is the same as no line."""
    named = {name: get_args(info.annotation) for name, info in kind.model_fields.items()}
    return frozenset(name for name, kinds in named.items() if type(None) in kinds and _is_text(kinds))


def _is_text(kinds: Iterable[Any]) -> bool:
    return any(kind is str or str in get_args(kind) for kind in kinds)


class Record(BaseModel):
    """A part of the content: nothing may be added to it, nothing changes it after reading."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    @model_validator(mode="before")
    @classmethod
    def _read_blanks(cls, values: Any) -> Any:
        """Read `not recorded` as a blank in every field of text that may be left out."""
        if not isinstance(values, Mapping):
            return values
        blank = [name for name in _may_be_blank(cls) & values.keys() if is_blank(values[name])]
        return {**values, **dict.fromkeys(blank)} if blank else values


def shown(
    help: str,
    example: str,
    default: Any = ...,
    *,
    printed: bool | None = None,
    progress: bool = False,
    dated: bool = False,
) -> Any:
    """Describe a field that readers of the site see; without a default the field must be filled in.

    `printed`: it holds words as others printed them, which change only with a correction; a field that says nothing
    is like what it is part of (`fields.is_printed`). `progress`: it is recorded after the paper, so no PDF has it.
    `dated`: it says from which day what it is part of counts, so that on an earlier day that is left out (`scope.py`).
    """
    marks: dict[str, Any] = {"public": True} | ({"progress": True} if progress else {})
    marks |= {"dated": True} if dated else {}
    marks |= {} if printed is None else {"printed": printed}
    return Field(default, description=help, examples=[example], json_schema_extra=marks)


def material_flag() -> Any:
    """Describe whether an editor’s note matters to a reader: then it is beside the text, not in the list at the foot."""
    return shown(
        "`yes` for a note that changes how the text is understood: it is shown beside the text.",
        "yes",
        False,
        printed=False,
    )


def private(help: str, example: str, default: Any = ...) -> Any:
    """Describe a field that never leaves the repository: no output may hold it."""
    return Field(default, description=help, examples=[example], json_schema_extra={"public": False})


@dataclass(frozen=True, slots=True)
class Refers:
    """Marks a field that holds the id of a record: `to` is the kind, as the folder or list is named."""

    to: str


@dataclass(frozen=True, slots=True)
class OneOf:
    """Marks a field whose words are in `data/vocabulary.yml` under the heading `list`."""

    list: str

    def __get_pydantic_json_schema__(
        self, core: CoreSchema, handler: GetJsonSchemaHandler
    ) -> JsonSchemaValue:
        """Name the list, so that `guide/schemas.py` can put the council's words in its place."""
        return {**handler(core), LIST: self.list}


@dataclass(frozen=True, slots=True)
class Markdown:
    """Marks a field that is written in Markdown, so that rules can look into it."""


class Number(str):
    """The number of a recommendation or an action as printed: `7`, `21.4a`, `30 P&R 04`. Sorted as people sort."""

    __slots__ = ()

    @property
    def slug(self) -> str:
        """Return the number as addresses have it: `30-p-and-r-04`."""
        return slug(self)

    @property
    def is_whole(self) -> bool:
        """Whether it is a whole number from 1 without noughts before it."""
        return _WHOLE.fullmatch(self) is not None

    def __lt__(self, other: str) -> bool:
        return natural_order(self) < natural_order(other)

    def __gt__(self, other: str) -> bool:
        return natural_order(self) > natural_order(other)

    @classmethod
    def __get_pydantic_core_schema__(cls, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        """Let Pydantic read it from text as every other kind."""
        return no_info_plain_validator_function(_printed_number)

    @classmethod
    def __get_pydantic_json_schema__(cls, core: CoreSchema, handler: GetJsonSchemaHandler) -> JsonSchemaValue:
        """Describe it to editors, for whom YAML reads `7` as an integer and `3.2` as a number."""
        return {"type": ["string", "number"], "pattern": f"^{PRINTED_NUMBER}$"}


@dataclass(frozen=True, slots=True, order=True)
class RecommendationRef:
    """A recommendation named by its review and the reviewer's number: `2031-finance 7`, `2031-audit 30 P&R 04`."""

    review: str
    number: Number

    def __str__(self) -> str:
        return f"{self.review} {self.number}"


@dataclass(frozen=True, slots=True, order=True)
class ActionRef:
    """An action named by its plan and number: `2031-finance 7`."""

    plan: str
    number: Number

    def __str__(self) -> str:
        return f"{self.plan} {self.number}"


def _fail(code: str, value: object) -> PydanticCustomError:
    return PydanticCustomError(code, "refused", {"value": str(value)})


def _text(value: Any) -> str:
    if not isinstance(value, str):
        raise _fail("text-expected", "")
    if not value.strip():
        raise _fail("blank-field", "")
    if is_blank(value):
        raise _fail("blank-refused", value)
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


def _whole_number(value: Any) -> int:
    text = _line(value)
    if not _WHOLE.fullmatch(text):
        raise _fail("not-a-number", text)
    return int(text)


def _tally(value: Any) -> int:
    return 0 if _line(value) == "0" else _whole_number(value)


def _printed_number(value: Any) -> Number:
    text = " ".join(_line(value).split())
    if not re.fullmatch(PRINTED_NUMBER, text) or not slug(text) or text == NOT_RECORDED:
        raise _fail("not-a-printed-number", text)
    return Number(text)


def _day(value: Any) -> date:
    when = parse_when(_line(value))
    if when is None or when.precision is not Precision.DAY:
        raise _fail("not-a-date", value)
    return _near(when).first


def _when(value: Any) -> When:
    when = parse_when(_line(value))
    if when is None:
        raise _fail("not-a-time", value)
    return _near(when)


def _moment(value: Any) -> date | When:
    """Read a time of any precision; an exact one is a day, as it always was in canonical facts and data."""
    when = _when(value)
    return when.first if when.precision is Precision.DAY else when


def _near(when: When) -> When:
    """Return a time of a council's life; any other is a slip of the keys, and cannot be counted from."""
    if when.first.year < YEARS.start or when.last.year not in YEARS:
        raise _fail("far-year", when.as_printed)
    return when


def _yes_no(value: Any) -> bool:
    text = _line(value)
    if text not in ("yes", "no"):
        raise _fail("not-yes-or-no", text)
    return text == "yes"


def _share(value: Any) -> str:
    text = _line(value)
    if percentage(text) is None:
        raise _fail("not-a-share", text)
    return text


def _sha256(value: Any) -> str:
    text = _line(value).lower()
    if not re.fullmatch("[0-9a-f]{64}", text):
        raise _fail("not-a-digest", text)
    return text


def _url(value: Any) -> str:
    text = _line(value)
    if not is_web_address(text):
        raise _fail("not-a-web-address", text)
    return text


def _site_url(value: Any) -> str:
    """Read an address to which the way to a page or file is added, so nothing may come after its path."""
    text = _url(value)
    if "?" in text or "#" in text:
        raise _fail("not-a-web-address", text)
    return text


def _email(value: Any) -> str:
    text = _line(value)
    if not is_email(text):
        raise _fail("not-an-email", text)
    return text


def _public_key(value: Any) -> str:
    text = _line(value)
    if not PUBLIC_KEY.fullmatch(text):
        raise _fail("not-a-public-key", text)
    return text


def _named_in(value: Any, code: str) -> tuple[str, Number]:
    """Return the record and the number that a reference gives; a value without them is refused with `code`."""
    record, _, number = _line(value).partition(" ")
    if _SLUG.fullmatch(record):
        with suppress(PydanticCustomError):
            return record, _printed_number(number)
    raise _fail(code, value)


def _recommendation(value: Any) -> RecommendationRef:
    return RecommendationRef(*_named_in(value, "not-a-recommendation"))


def _action(value: Any) -> ActionRef:
    return ActionRef(*_named_in(value, "not-an-action"))


def _several(value: Any) -> Any:
    """One value may be given without the dash of a list."""
    return [value] if isinstance(value, str) else value


@dataclass(frozen=True, slots=True)
class _Several(BeforeValidator):
    """Lets one value take the place of a list of one, and says so to editors."""

    def __get_pydantic_json_schema__(
        self, core: CoreSchema, handler: GetJsonSchemaHandler
    ) -> JsonSchemaValue:
        many = handler(core)
        return {"anyOf": [many["items"], many]}


def _or_nothing(reader: Callable[[Any], Any]) -> Callable[[Any], Any]:
    def read(value: Any) -> Any:
        return None if value is None or is_blank(value) else reader(value)

    return read


def _as_read(reader: Callable[[Any], Any]) -> BeforeValidator:
    """Turn text into its kind; what the code itself hands in (defaults, tests) passes as it is."""
    return BeforeValidator(reader)


# How an editor sees each kind of field: YAML reads `2031` as a number and `true` as neither, we read text.
_ANY_TEXT = WithJsonSchema({"type": ["string", "number", "boolean"]})
_AN_ID = WithJsonSchema({"type": ["string", "integer"], "pattern": f"^{_SLUG.pattern}$"})
_A_TALLY = WithJsonSchema({"type": ["integer", "string"], "minimum": 0, "pattern": "^(0|[1-9][0-9]{0,5})$"})
_A_WHOLE_NUMBER = WithJsonSchema(
    {"type": ["integer", "string"], "minimum": 1, "pattern": f"^{_WHOLE.pattern}$"}
)
_A_DAY = WithJsonSchema(
    {
        "type": "string",
        "pattern": "^([0-9]{4}-[0-9]{2}-[0-9]{2}|[0-9]{1,2} [A-Z][a-z]+ [0-9]{4}|not recorded)$",
    }
)
_A_DIGEST = WithJsonSchema({"type": "string", "pattern": "^[0-9a-fA-F]{64}$"})
_AN_ADDRESS = WithJsonSchema({"type": "string", "pattern": r"^https?://[^\s/@]+\.[^\s<>]+$"})
_AN_ADDRESS_OR_BLANK = WithJsonSchema(
    {"type": "string", "pattern": r"^(https?://[^\s/@]+\.[^\s<>?#]+|not recorded)$"}
)
_AN_EMAIL = WithJsonSchema({"type": "string", "pattern": r"^[^\s@?]+@[^\s@?]+\.[^\s@?]+$"})
_A_PUBLIC_KEY = WithJsonSchema({"type": "string", "pattern": f"^{PUBLIC_KEY.pattern}$"})
_YES_OR_NO = WithJsonSchema({"enum": ["yes", "no"]})
_A_REFERENCE = WithJsonSchema({"type": "string", "pattern": f"^[a-z0-9-]+ {PRINTED_NUMBER}$"})

Line = Annotated[str, _as_read(_line), _ANY_TEXT]
Prose = Annotated[str, _as_read(_text), _ANY_TEXT, Markdown()]
Id = Annotated[str, _as_read(_id), _AN_ID]
Tally = Annotated[int, _as_read(_tally), _A_TALLY]
WholeNumber = Annotated[int, _as_read(_whole_number), _A_WHOLE_NUMBER]
Day = Annotated[date, _as_read(_day), _A_DAY]
Time = Annotated[When, _as_read(_when), _ANY_TEXT]
Share = Annotated[str, _as_read(_share), _ANY_TEXT]
Sha256 = Annotated[str, _as_read(_sha256), _A_DIGEST]
Url = Annotated[str, _as_read(_url), _AN_ADDRESS]
Email = Annotated[str, _as_read(_email), _AN_EMAIL]
PublicKey = Annotated[str, _as_read(_public_key), _A_PUBLIC_KEY]
YesNo = Annotated[bool, _as_read(_yes_no), _YES_OR_NO]
AnsweredRecommendation = Annotated[RecommendationRef, _as_read(_recommendation), _A_REFERENCE]
NamedAction = Annotated[ActionRef, _as_read(_action), _A_REFERENCE]
Several = _Several(_several)

# The same kinds where a paper may leave the place blank: `not recorded` says so and becomes None.
LineOrBlank = Annotated[str | None, _as_read(_or_nothing(_line)), _ANY_TEXT]
SiteUrlOrBlank = Annotated[str | None, _as_read(_or_nothing(_site_url)), _AN_ADDRESS_OR_BLANK]
ProseOrBlank = Annotated[str | None, _as_read(_or_nothing(_text)), _ANY_TEXT, Markdown()]
DayOrBlank = Annotated[date | None, _as_read(_or_nothing(_day)), _A_DAY]
TimeOrBlank = Annotated[When | None, _as_read(_or_nothing(_when)), _ANY_TEXT]
Moment: TypeAlias = date | When | None
MomentOrBlank = Annotated[Moment, _as_read(_or_nothing(_moment)), _ANY_TEXT]
