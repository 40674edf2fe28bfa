"""Analysis: from answers that were sent to figures that may be shown.

Every table leaves through the disclosure gate, with an audience; every share and mean is of what
the gate let out. It must never know an occasion, and never hold a free text that is not sealed.
`codebook`, `tally`, `tables`, `spread`, `matrix` and `change` are pure.
"""
