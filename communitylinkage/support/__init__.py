"""What a mentor does with a woman after her yes: the visit, its clock, what came of it, counted.

It hangs on a request for a mentor, which seals what the visit is about. It must never know who the
woman is: of her it holds a consent and sealed records only, and counts her by a keyed tag.
"""
