"""Changes: the difference between what stands in a workbook and what should."""
