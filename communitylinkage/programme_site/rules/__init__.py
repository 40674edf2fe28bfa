"""The rules of a programme's public pages; no framework.

Sources: the emblem is drawn to the "Graphics guide to the European emblem" (Interinstitutional
style guide, annex A1); its sentence and the disclaimer are those of the Commission's operational
guidelines for recipients of EU funding, 2021 to 2027.
"""
