"""A recipient outside the platform answers from a one-time, expiring link.

Must never keep the link's secret once it was mailed, nor write anything of hers into a letter.
"""
