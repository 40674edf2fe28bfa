"""The warm handover from a mentor, or from a woman herself, to a service, and back.

So far its rules only: the table of what may happen to a referral. Must never hold what describes a
woman: that is sealed in the vault; here are a bare reference, a state, a clock and the parties.
"""
