"""Formulas, definitions, progress and release of indicators, without the framework."""
