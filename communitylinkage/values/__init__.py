"""Value types without the framework: references, languages, places, opening hours, field register.

Knows nothing of databases, requests or persons. Everything above may import it.
"""
