"""What is counted: a kind, a month, a country, codes. Must never hold who, when exactly, or which.

Facts wait in a small buffer and are written on in shuffled batches, so that neither an id nor an
order ties one to a person or to another.
"""
