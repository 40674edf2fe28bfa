"""Mentors: what each says about herself, so that she is asked for what she can really do.

Languages, a town, the hours of a week, how many at a time, a pause. Must never know which woman she
goes with, and never a street: a mentor may be looked for too. Her communities are a tie and live in
`network`, above.
"""
