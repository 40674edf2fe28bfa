"""Participatory action research: cycles, evidence, coding together, findings given back.

Must never know an indicator or a report. What a person gave is sealed to the cycle's group, and is
used only for what she agreed to; what she takes back is locked, and everything built on it says so.
"""
