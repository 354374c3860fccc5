"""Data files of the package: sources, figures and honours, and nothing that no source gives."""
