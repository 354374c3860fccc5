"""The reviewed data files of the package: sources, published figures, honours."""
