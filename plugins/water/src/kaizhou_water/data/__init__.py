"""The reviewed data files of the package; ``kaizhou_water.tables`` reads them."""
