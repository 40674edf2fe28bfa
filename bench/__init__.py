"""`make bench`: how fast the product is, against targets and against hand-written SQL.

Never part of `make test` but for its quick mode (bench/tests), which keeps it from rotting.
"""
