"""A woman asks for a link herself, without an account; a person reads it before anything happens.

Must never pass anything on: from here a mentor goes on to a referral, with a consent of its own.
"""
