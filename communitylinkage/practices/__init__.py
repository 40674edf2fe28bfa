"""Mutual learning: practices described once, reviewed, published, and taken over elsewhere.

Must never know a woman: a practice says what was done, never for whom by name. What is published
keeps its address for good; what is withdrawn keeps its page and says why.
"""
