"""Data of the domain: sources, figures as published, honours, weights and benchmarks that a source prints."""
