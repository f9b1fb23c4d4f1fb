"""The measures: pure functions from tallies to a number with its interval, or to the refusal to give one."""
