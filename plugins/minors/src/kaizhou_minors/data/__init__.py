"""The reviewed data files of the package: sources, figures as published, honours, titles of rule documents."""
