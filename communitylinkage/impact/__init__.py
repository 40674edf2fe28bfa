"""Indicators: figures computed from what was counted, each traceable, frozen at a reporting date.

Must never hold a value that somebody typed, and must never know a woman: of women it reads counts
only, which `support` gives.
"""
