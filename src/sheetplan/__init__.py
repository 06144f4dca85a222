"""One master Excel workbook for event teams, and the Python that keeps it honest."""

__version__ = "0.1.0"
