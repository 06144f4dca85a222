"""The .xlsx format as its reader, its patcher and its checker share it: container, markup, references."""
