"""The woman, as little as possible: a random reference, and the receipt in her hand.

Must never know what she needs, nor keep her code, her digits or where she opened it from.
"""
