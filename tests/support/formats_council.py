"""The invented council that has one report for each pattern of a format: its files by name."""

from __future__ import annotations

FORMATS = "data/report-formats.yml"
PLAN = "data/action-plans/2031-ferry.yml"
LAMPS = "data/cabinet-reports/2031-03-04-lamps.yml"  # implications in a table
CLOCK = "data/cabinet-reports/2031-04-08-clock.yml"  # implications first
BRIDGE = "data/cabinet-reports/2031-05-06-bridge.yml"  # options
FERRY = "data/cabinet-reports/2031-06-02-ferry.yml"  # letters for appendices
BEES = "data/cabinet-reports/2031-07-01-bees.yml"  # paragraphs numbered through
SIGNS = "data/cabinet-reports/2031-08-05-signs.yml"  # no numbers
BUDGET = "data/cabinet-reports/2031-09-02-budget.yml"  # several bodies
QUARRY = "data/cabinet-reports/2031-10-07-quarry.yml"  # part A and part B
LAMPS_TEXT, FERRY_TEXT, BEES_TEXT, SIGNS_TEXT, QUARRY_TEXT = (
    file.replace("data", "content").replace(".yml", ".md") for file in (LAMPS, FERRY, BEES, SIGNS, QUARRY)
)
