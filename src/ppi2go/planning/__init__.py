"""Answers and law to a plan: pure functions without files, clock, screen or language."""
