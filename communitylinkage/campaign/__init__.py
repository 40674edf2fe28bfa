"""Campaigns: messages, materials, short addresses, and how many people were honestly reached.

Must never know anybody: a visit is a number of a day, a figure is evidence with its method, and a
total is reckoned from both and written nowhere.
"""
