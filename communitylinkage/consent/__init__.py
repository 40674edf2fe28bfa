"""What she agreed to share, with whom, until when; and a withdrawal that really locks.

Must never hold what she said, her language or the text she read: that is in the sealed paper.
"""
