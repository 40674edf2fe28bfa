"""What anybody may read without an account: signs, rights, safety, help lines.

Must never know who reads: no cookie, no session, no stored question.
"""
