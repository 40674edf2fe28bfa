"""Doubts about the figures of a programme: what is missing, counted twice, unusual, silent or old,
each with the page where it is mended. Must never know of a woman more than that she was counted."""
