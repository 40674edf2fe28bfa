"""The rules of practices; no framework.

Sources: the criteria of review follow EIGE's "good practices" (clear, works, can be taken over) and
the WHO's "Putting women first" (safe); that those concerned take part is the programme's own.
"""
