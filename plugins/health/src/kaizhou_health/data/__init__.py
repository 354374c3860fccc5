"""The reviewed data files of the package: sources, figures, honours, names of the monitoring indicators of 2024."""
