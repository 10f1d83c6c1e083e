from __future__ import annotations

from decimal import Decimal

import pytest

from goldenthread.common.amounts import parse_amount


@pytest.mark.parametrize(
    ("text", "value", "step"),
    [
        ("£5.8m", "5800000", "100000"),
        ("£27M", "27000000", "1000000"),
        ("£36million", "36000000", "1000000"),
        ("5,407,500", "5407500", "1"),
        ("£500,000", "500000", "1"),
        ("0.35%", "0.35", "0.01"),
        ("£1.2 billion", "1200000000", "100000000"),
        ("65", "65", "1"),
        ("(1,234)", "-1234", "1"),
        ("-1,234", "-1234", "1"),
        ("−1,234", "-1234", "1"),
        ("–1,234", "-1234", "1"),
        ("(£1.2m)", "-1200000", "100000"),
        ("£(1.2m)", "-1200000", "100000"),
        ("-£500,000", "-500000", "1"),
        ("£-500,000", "-500000", "1"),
        ("(0.35)%", "-0.35", "0.01"),
        ("-0.35%", "-0.35", "0.01"),
        ("circa £312m", "312000000", "1000000"),
        ("nearly £28m", "28000000", "1000000"),
        ("just under £1m", "1000000", "1000000"),
        ("Almost 1,250", "1250", "1"),
        ("more than 180", "180", "1"),
        ("less than 5%", "5", "1"),
    ],
)
def test_a_figure_is_read_with_the_last_place_that_it_states(text: str, value: str, step: str) -> None:
    amount = parse_amount(text)
    assert amount is not None
    assert (amount.value, amount.step) == (Decimal(value), Decimal(step))


@pytest.mark.parametrize(
    "text",
    [
        "N/A",
        "",
        "£8-10m",
        "about a third",
        "nearly there",
        "5,40,500",
        "£",
        "5.8.1",
        "–",
        "-",
        "()",
        "(£8-10m)",
        "--5",
        "(-5)",
        "(a) 5",
        "(5",
        "5)",
    ],
)
def test_what_is_not_one_figure_is_left_alone(text: str) -> None:
    assert parse_amount(text) is None


@pytest.mark.parametrize(
    ("one", "other", "agree"),
    [
        ("£10.8m", "10,845,000", True),
        ("£5.8m", "5,407,500", False),
        ("£96m", "£96.4m", True),
        ("£27M", "£28m", False),
        ("5%", "5", False),
    ],
)
def test_two_statements_agree_when_one_is_the_other_rounded(one: str, other: str, agree: bool) -> None:
    first, second = parse_amount(one), parse_amount(other)
    assert first is not None
    assert second is not None
    assert first.agrees_with(second) is agree
    assert second.agrees_with(first) is agree
