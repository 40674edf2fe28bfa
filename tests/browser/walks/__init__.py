"""Walks: how a person of each kind goes through the product, step by step.

`make walks` plays them on a product of its own and writes docs/walks/ with pictures; test_walks.py
plays them in the suite, so that no walk tells of a page that is gone.
"""
