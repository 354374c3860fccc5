"""Data files: sources and published figures, each with where it comes from."""
