"""Registry: hooks, discovery of plugins, the checks of domains, and the catalogue they fill."""
