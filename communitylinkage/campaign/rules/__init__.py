"""What campaigns decide: how many people at least and at most, which visit counts, what an export
says, what a material may become. Plain Python; no database, no framework.
"""
