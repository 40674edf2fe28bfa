"""How long things are kept: `moments` (when a case closed), `held` (all that belongs to it),
`erasing`, `holding`, `accounts` (who left), `sweeping` (what the worker does), `table` (the rule of
each term).
"""
