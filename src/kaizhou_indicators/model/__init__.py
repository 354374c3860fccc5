"""Model: the records of the catalogue, and the Domain that collects them."""
