"""Communities and, later, the ties between them and services.

So far a first plain list: a language, where it comes from, a town; and which of them are a mentor's
own circle. A community is never a list of persons.
"""
