"""The vocabulary of the whole program: models without input or output."""
