"""Who learns: written down by the least, invited, enrolled, waiting, gone, put together, erased."""
