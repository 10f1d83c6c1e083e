"""How a cabinet report is laid out: its sections, numbers and cross-references."""
