"""She asks for somebody to go with her, by her receipt.

What she writes is sealed to who keeps her referral and to the service that said yes; one of them
asks a mentor, or settles it otherwise. No mentor is asked by a form of hers alone.
"""
