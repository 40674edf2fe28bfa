"""What is in reach of whom, and what would mend most. Plain Python and numpy.

`reach` measures, `levels` says what it means, `mends` and `findings` say what to do about it.
"""
