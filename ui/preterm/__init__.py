"""Sections that only preterm optimisation has."""
