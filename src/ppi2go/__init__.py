"""Planner for the public procurement of innovative solutions (PPI)."""

__version__ = "0.1.0"
