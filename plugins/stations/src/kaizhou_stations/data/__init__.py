"""The reviewed data files of the package: sources, figures and honours; the domain reads them."""
