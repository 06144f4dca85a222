"""Use cases: what a planner or an office asks for, without knowing how files are read or written."""
