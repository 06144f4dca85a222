"""The linter for event plans: rules about a plan and its outcome."""
