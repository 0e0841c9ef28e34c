"""A plan to what people read: terminal, HTML page, JSON, documents."""
