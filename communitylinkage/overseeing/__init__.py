"""Looking after those who read: which of an organisation's own people opened what, month by month,
and the numbers by which the journal can be compared with paper.

Must never open anything, nor say about a woman more than the reference that colleagues know.
"""
