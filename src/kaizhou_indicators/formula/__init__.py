"""Formulas: one function, traced once into a tree, and one file for every reading of it."""
