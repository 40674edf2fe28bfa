"""Her page of control: where it stands, who holds what, and one button each to stop it.

Must never keep her code or her digits, nor set a cookie, nor fix a meeting.
"""
