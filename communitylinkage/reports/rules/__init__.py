"""Rules of plans and reports; no framework."""
