"""The dashboard: what the pages share, from the door to the cards."""
