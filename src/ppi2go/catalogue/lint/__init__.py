"""The linter of the data: one module per group of rules, each a function from a document to its faults."""
