"""What was let out of counts: each table as its readers got it, and all that they know by now.

The ledger of `disclosure` lives here, one for each series, so that a table of next year is judged
by what was said last year. Must never know what is counted, nor who reads.
"""
