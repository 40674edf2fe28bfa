"""Coordination procedures: designed together, checked by machine, signed, adopted elsewhere.

It knows no case: nothing about a woman is here, and no referral. `graph/` is plain Python.
"""
