"""Who did what to which reference: append-only, one chain per organisation.

Must never hold a name, nor anything about a woman: ids and random references only.
"""
