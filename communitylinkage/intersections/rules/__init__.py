"""What can be crossed, in which cuts, and how a table is told; plain Python."""
