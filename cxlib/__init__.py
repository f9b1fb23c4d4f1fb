"""Kuulo: what customers say, counted honestly."""
