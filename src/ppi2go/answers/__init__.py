"""Answers: reading and checking them, filling in stated defaults, asking for them."""
