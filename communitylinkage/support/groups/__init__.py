"""Several women at once, none named: one action is counted, and each woman once by her own code."""
