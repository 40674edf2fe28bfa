"""A procedure as plain values, its checks and its rehearsal; no framework."""
