"""Write the part `bank_holidays:` of data/calendar.yml: `.venv/bin/python scripts/make_calendar.py 2019 2028`.

The days come from the library `holidays`; tests/common/test_working_days.py holds the file against a second library.
"""

from __future__ import annotations

import sys

import holidays

NAMES = {
    "May Day": "Early May bank holiday",
    "Spring Bank Holiday": "Spring bank holiday",
    "Late Summer Bank Holiday": "Summer bank holiday",
    "Platinum Jubilee of Elizabeth II": "Platinum Jubilee bank holiday",
    "State Funeral of Queen Elizabeth II": "Bank holiday for the State Funeral of Queen Elizabeth II",
    "Coronation of Charles III": "Bank holiday for the coronation of King Charles III",
}


def bank_holidays(first: int, last: int) -> str:
    """Write the bank holidays of England and Wales that fall on weekdays, as YAML."""
    days = holidays.country_holidays("GB", subdiv="ENG", years=range(first, last + 1), language="en_GB")
    rows = []
    for day, name in sorted(days.items()):
        if day.weekday() < 5:
            plain = name.removesuffix(" (observed)")
            shown = NAMES.get(plain, plain) + ", substitute day" * name.endswith(" (observed)")
            rows.append(f"  - date: {day}\n    name: {shown.replace(chr(39), '’')}\n")
    return "bank_holidays:\n\n" + "\n".join(rows)


if __name__ == "__main__":
    sys.stdout.write(bank_holidays(int(sys.argv[1]), int(sys.argv[2])))
