"""Outlets: the same briefing as a record for machines."""
