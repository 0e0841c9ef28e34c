"""YAML to models: line-aware reading, the layering of EU and national law, the folders of the data."""
