"""Numbers: pure functions from a plan and a status date to an outcome."""
