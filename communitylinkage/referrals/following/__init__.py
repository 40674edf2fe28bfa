"""Referrals that follow a signed procedure: where they stand, whose turn it is, when it is late.

Must never hold what describes a woman: everything here follows from the urgency, the hours and what
was done. Which step is hers where steps depend on more is read from her sealed summary, and shown.
"""
