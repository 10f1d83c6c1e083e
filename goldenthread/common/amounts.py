"""Figures as papers print them: `£5.8m`, `circa £312m`, `5,407,500`, `(1,234)`. Knows how exactly each is stated."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

_SCALES = {"": 0, "%": 0, "k": 3, "m": 6, "million": 6, "bn": 9, "billion": 9}
_FIGURE = re.compile(
    r"(?P<pound>£)?(?P<whole>\d{1,3}(?:,\d{3})+|\d+)(?:\.(?P<part>\d+))? ?(?P<scale>%|k|m|million|bn|billion)?",
    re.IGNORECASE,
)
# Words that say how near a figure is; it is compared and added up without them.
_NEAR = re.compile(
    r"^(?:circa|c\.|about|around|approximately|nearly|almost|just (?:under|over)|(?:more|less) than|over|under) ?(?=[£\d])",
    re.IGNORECASE,
)
# A figure below nought, as accounts print it: in brackets, or after a hyphen, a minus sign or a dash.
_BELOW_NOUGHT = re.compile(r"(?P<pound>£?)(?:\((?P<within>[^()]+)\)(?P<unit>%?)|[-−–] ?(?P<after>\S.*))")


@dataclass(frozen=True, slots=True)
class Amount:
    """A figure and the size of the last place that it states: `£5.8m` is 5,800,000 stated to 100,000."""

    value: Decimal
    step: Decimal
    is_percentage: bool = False

    def agrees_with(self, other: Amount) -> bool:
        """Whether both can state one figure, the less exact one being rounded."""
        if self.is_percentage != other.is_percentage:
            return False
        return abs(self.value - other.value) <= max(self.step, other.step) / 2


def parse_amount(text: str) -> Amount | None:
    """Return a single figure, below nought for `(1,234)` and `-1,234`; None for a range, `N/A` or words."""
    text = _NEAR.sub("", text.strip())
    below = _BELOW_NOUGHT.fullmatch(text)
    if below is None:
        return _parse_figure(text)
    figure = _parse_figure(below["pound"] + (below["after"] or below["within"] + below["unit"]))
    return figure and Amount(-figure.value, figure.step, figure.is_percentage)


def _parse_figure(text: str) -> Amount | None:
    """Return a figure without a sign."""
    match = _FIGURE.fullmatch(text)
    if match is None:
        return None
    scale = (match["scale"] or "").lower()
    power, part = _SCALES[scale], match["part"] or ""
    value = Decimal(match["whole"].replace(",", "") + ("." + part if part else ""))
    return Amount(value.scaleb(power), Decimal(1).scaleb(power - len(part)), scale == "%")


def percentage(text: str) -> float | None:
    """Return the one share from 0 to 100 that a text gives, such as `75%` or `about 75 per cent`; None for none or several."""
    shares = [float(share) for share in re.findall(r"(?<![\d.])(\d+(?:\.\d+)?) ?(?:%|per cent)", text)]
    return shares[0] if len(shares) == 1 and 0 <= shares[0] <= 100 else None
