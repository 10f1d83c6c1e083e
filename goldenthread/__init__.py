"""Golden Thread: from YAML files in git to an accessible public record and cabinet-report PDFs."""

__version__ = "0.1.0"
