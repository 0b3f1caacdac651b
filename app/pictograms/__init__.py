"""Pictograms: the catalogue of meanings, and the drawing of each."""
