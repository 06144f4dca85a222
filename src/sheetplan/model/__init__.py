"""The plan model: what an event's workbook holds, declared once."""
