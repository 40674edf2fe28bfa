"""What the law asks a site to say: what is known about whom, who answers for it, how it is kept.

Computed from the field register and the organisations' rows whenever it is read, so that it cannot
grow stale; it has no table of its own. Must never know a woman, nor count one.
"""
